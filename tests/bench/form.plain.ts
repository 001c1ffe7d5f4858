/* The plain form that ours is measured against: the same fields as HTML, with a style sheet and a script of its own. */

export const plainForm = `<form id="form" method="post" action="/plain" novalidate>
  <h2>Задать вопрос</h2>
  <p>Вход не нужен. Объяснять, зачем Вам информация, не надо.</p>
  <fieldset>
    <legend>Что Вы хотите сделать?</legend>
    <label><input type="radio" name="need" value="information" checked /> Запросить информацию</label>
    <label><input type="radio" name="need" value="consultation" /> Получить консультацию</label>
    <label><input type="radio" name="need" value="visit" /> Записаться на приём</label>
    <label><input type="radio" name="need" value="callback" /> Заказать звонок</label>
    <label><input type="radio" name="need" value="appeal" /> Подать жалобу, заявление или предложение</label>
  </fieldset>
  <div>
    <label for="kind">Кто спрашивает</label>
    <select id="kind" name="applicant.kind">
      <option value="citizen">Гражданин России</option>
      <option value="dual_citizen">Гражданин России и другой страны</option>
      <option value="foreign_citizen">Иностранный гражданин</option>
      <option value="stateless">Лицо без гражданства</option>
      <option value="self_employed">Самозанятый</option>
      <option value="sole_proprietor">Индивидуальный предприниматель</option>
      <option value="association">Объединение граждан</option>
      <option value="legal_entity">Организация</option>
    </select>
  </div>
  <div>
    <label for="name">Имя и фамилия или название организации</label>
    <p class="hint">Без имени закон не позволяет рассмотреть запрос. На сайте его не показываем.</p>
    <input id="name" name="applicant.name" autocomplete="name" />
  </div>
  <div>
    <label for="topic">Тема</label>
    <select id="topic" name="topic">
      <option value="">Выберите тему</option>
      <option value="repair">Капитальный ремонт</option>
      <option value="heating">Отопление и горячая вода</option>
      <option value="bills">Квитанции и плата</option>
      <option value="managers">Управляющие организации</option>
      <option value="yards">Дворы и подъезды</option>
      <option value="other">Другое</option>
    </select>
  </div>
  <div>
    <label for="question">Какая информация нужна</label>
    <p class="hint">Укажите предмет, период и адрес дома. Например: «График ремонта крыши, 2026 год, ул. Примерная, 5».</p>
    <textarea id="question" name="question" rows="6"></textarea>
  </div>
  <fieldset>
    <legend>Как прислать ответ</legend>
    <label><input type="radio" name="replyForm" value="email" checked /> На электронную почту</label>
    <label>Адрес электронной почты <input name="contact.email.email" autocomplete="email" /></label>
    <label><input type="radio" name="replyForm" value="post" /> Письмом по почте</label>
    <label>Почтовый адрес с индексом <input name="contact.postalAddress.post" autocomplete="street-address" /></label>
    <label><input type="radio" name="replyForm" value="phone" /> Расскажите по телефону</label>
    <label>Телефон <input name="contact.phone.phone" autocomplete="tel" /></label>
    <label><input type="radio" name="replyForm" value="visit" /> Приду на приём</label>
    <label>Телефон <input name="contact.phone.visit" autocomplete="tel" /></label>
    <label><input type="radio" name="replyForm" value="case" /> Открою сам по коду на этом сайте</label>
    <label>Адрес электронной почты <input name="contact.email.case" autocomplete="email" /></label>
  </fieldset>
  <button>Проверить и отправить</button>
  <p class="hint">Данные обрабатываем по закону 8-ФЗ, только чтобы ответить. Храним 5 лет.</p>
</form>
`;

/** As much as makes it look decent. */
export const plainStyle = `* {
  box-sizing: border-box;
}
body {
  margin: 0 auto;
  padding: 1rem;
  max-width: 46rem;
  font:
    1rem/1.5 system-ui,
    sans-serif;
  color: #15212b;
}
fieldset {
  margin: 0 0 1.5rem;
  padding: 0;
  border: 0;
}
legend,
label {
  display: block;
  font-weight: 600;
}
fieldset label {
  padding: 0.5rem 0;
  font-weight: 400;
}
form > div {
  margin-bottom: 1.5rem;
}
.hint {
  margin: 0.25rem 0;
  color: #4f5e6b;
  font-size: 0.875rem;
}
input:not([type='radio']),
select,
textarea {
  display: block;
  width: 100%;
  padding: 0.75rem 1rem;
  border: 1px solid #75838e;
  border-radius: 8px;
  font: inherit;
}
button {
  padding: 0.75rem 1.5rem;
  border: 0;
  border-radius: 8px;
  color: #fff;
  background: #0b5a7d;
  font: inherit;
  font-weight: 600;
}
:focus-visible {
  outline: 3px solid #1b66d2;
  outline-offset: 2px;
}
[aria-invalid='true'] {
  border-color: #b3261e;
}
`;

/** It tells what is missing, and sends. */
export const plainScript = `const form = document.querySelector('form');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  let first;
  for (const name of ['applicant.name', 'topic', 'question']) {
    const field = form.elements[name];
    const missing = !field.value.trim();
    field.setAttribute('aria-invalid', missing);
    if (missing) first ??= field;
  }
  if (first) return first.focus();
  const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
  form.insertAdjacentText('afterend', answer.ok ? 'Отправлено' : 'Не отправлено');
});
`;
