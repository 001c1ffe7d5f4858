import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Agency } from '../../contract/agencies.ts';
import type { ConsultationInput } from '../../contract/consultations.ts';
import type { Slot } from '../../contract/slots.ts';
import type { CaseRecord } from '../../contract/staff/consultations.ts';
import type { UploadName } from '../../contract/uploads.ts';
import { productionCalendar } from '../../data/production-calendar.ts';
import { caseCode } from '../../domain/consultations/case-code.ts';
import { caseFile } from '../../domain/consultations/case-files.ts';
import {
  approve,
  consultation,
  day,
  draft,
  drafts,
  lived,
  opened,
  register,
  start,
  submit,
  words,
} from '../../domain/consultations/testing.ts';
import { defaultTerms } from '../../domain/consultations/terms.ts';
import { BackendError } from '../error.ts';
import { memoryBackend, type MemoryAgency, type MemoryBackend } from './memory.ts';
import { serveBackend } from './serve.ts';

const agency: Agency = {
  ...{ id: 'housing', name: words, shortName: words, region: words, postalAddress: words },
  ...{ phone: '', phoneHours: words, timeZone: 'Europe/Astrakhan', legalBasis: 'law', legalNotice: words },
  ...{ legalNoticeVersion: '1', privacyPolicy: '/', terms: defaultTerms, appealPortals: [], demonstration: true },
};
const slot = (id: string, startsAt: string, kind: Slot['kind'] = 'visit'): Slot => ({
  ...{ id, kind, startsAt, endsAt: new Date(Date.parse(startsAt) + 1_200_000).toISOString() },
  place: kind === 'visit' ? words : null,
});
/** Astrakhan is 4 hours ahead: `late` is there on the next day. */
const slots = [
  slot('late', '2026-11-12T20:30:00.000Z'),
  slot('call', '2026-11-12T07:00:00.000Z', 'callback'),
  slot('early', '2026-11-12T06:00:00.000Z'),
  slot('over', '2026-11-09T07:00:00.000Z'),
];
const code = caseCode(new Uint8Array(8));
const moment = day('2026-11-10');

const backendWith = (
  record: CaseRecord = opened(),
  change: Partial<MemoryAgency> = {},
  now = () => moment,
): MemoryBackend =>
  memoryBackend({
    now,
    calendar: productionCalendar,
    agencies: [
      {
        ...{ agency, publications: [], touchpoints: {}, surveys: [], slots, cases: { [code]: record } },
        topics: { external: [{ id: 'repair', title: words }] },
        ...change,
      },
    ],
  });
const refused =
  (wanted: string, ...fields: string[]) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof BackendError);
    const told = error.code === 'rule_broken' ? error.params.rule : error.code;
    assert.equal(told, wanted);
    assert.deepEqual(
      error.fields.map((field) => `${field.path} ${field.code}`),
      fields,
    );
    return true;
  };
const key = (): string => crypto.randomUUID();
const file = (backend: MemoryBackend, change: Partial<ConsultationInput> = {}): Promise<{ code: string }> =>
  backend.fileConsultation('housing', { ...consultation, ...change }, key());

async function uploaded(backend: MemoryBackend, text = 'план', name = 'план.txt'): Promise<UploadName> {
  const bytes = new TextEncoder().encode(text);
  const upload = await backend.createUpload('housing', { name, size: bytes.length }, key());
  const { id, token } = upload;
  await backend.appendToUpload('housing', { id, token }, 0, bytes).catch(() => undefined);
  return { id, token };
}

describe('a clarification', () => {
  const asked = lived(opened(), register, ['2026-11-09', { type: 'ask', question: words }]);

  test('is taken with its files, and sent again changes nothing', async () => {
    const backend = backendWith(asked);
    const answer = { text: 'Дом 1.', files: [await uploaded(backend)] };
    const after = await backend.clarifyCase('housing', code, answer);
    assert.equal(after.status, 'in_progress');
    const last = after.timeline.at(-1);
    assert.deepEqual(last?.type === 'clarified' && last.files.map(({ title }) => title.ru), ['план.txt']);
    assert.deepEqual(await backend.clarifyCase('housing', code, { ...answer, text: ' Дом 1. ' }), after);
    await assert.rejects(backend.clarifyCase('housing', code, { text: 'Дом 2.' }), refused('action_not_allowed'));
  });

  test('is an answer of its own when it is asked for anew, though the words be the same', async () => {
    const again = lived(
      asked,
      ['2026-11-09', { type: 'clarify', text: 'Не знаю.', files: [] }, 'client'],
      ['2026-11-09', { type: 'ask', question: words }],
    );
    const after = await backendWith(again).clarifyCase('housing', code, { text: 'Не знаю.' });
    assert.equal(after.status, 'in_progress');
    assert.equal(after.timeline.filter(({ type }) => type === 'clarified').length, 2);
  });

  test('that nobody asked for takes no file', async () => {
    const backend = backendWith();
    const upload = await uploaded(backend);
    await assert.rejects(
      backend.clarifyCase('housing', code, { text: 'Дом 1.', files: [upload] }),
      refused('action_not_allowed'),
    );
    assert.equal((await backend.readUpload('housing', upload)).state, 'complete');
  });
});

describe('files of a case', () => {
  test('come each from an upload that is complete and the sender’s own', async () => {
    const backend = backendWith();
    const [good, other] = [await uploaded(backend), await uploaded(backend)];
    const { id, token } = await backend.createUpload('housing', { name: 'a.txt', size: 20 }, key());
    const bad = await uploaded(backend, 'план', 'план.pdf');
    await assert.rejects(
      backend.addCaseFiles('housing', code, { files: [good, good, { id, token }, bad] }),
      refused('fields_invalid', 'files.1 repeated', 'files.2 upload_unfinished', 'files.3 upload_refused'),
    );
    const strange = [{ id: good.id, token: other.token }, good, { id: 'none', token: 'x' }];
    await assert.rejects(
      file(backend, { files: strange, topic: 'gone' }),
      refused(
        'fields_invalid',
        'topic choice_unknown',
        'files.0 upload_unknown',
        'files.1 repeated',
        'files.2 upload_unknown',
      ),
    );
    assert.equal((await backend.readUpload('housing', good)).state, 'complete');
  });

  test('are five at most, those counted that are there', async () => {
    const backend = backendWith();
    const uploads = await Promise.all(Array.from({ length: 6 }, () => uploaded(backend)));
    await assert.rejects(
      backend.addCaseFiles('housing', code, { files: uploads }),
      (error: BackendError) => refused('fields_invalid', 'files too_many')(error) && error.fields[0]?.params.max === 5,
    );
    const three = await backend.addCaseFiles('housing', code, { files: uploads.slice(0, 3) });
    assert.deepEqual(await backend.addCaseFiles('housing', code, { files: uploads.slice(1, 3) }), three, 'sent again');
    await assert.rejects(
      backend.addCaseFiles('housing', code, { files: uploads.slice(3) }),
      refused('fields_invalid', 'files too_many'),
    );
    await backend.addCaseFiles('housing', code, { files: uploads.slice(3, 5) });
  });

  test('are not taken after their time, and an upload that is given away opens by its token no longer', async () => {
    let now = moment;
    const backend = backendWith(opened(), {}, () => now);
    const [late, given] = [await uploaded(backend), await uploaded(backend)];
    await backend.addCaseFiles('housing', code, { files: [given] });
    await assert.rejects(backend.readUpload('housing', given), refused('upload_unknown'));
    await assert.rejects(backend.deleteUpload('housing', given), refused('upload_unknown'));
    now = new Date(moment.getTime() + 24 * 3_600_000);
    await assert.rejects(
      backend.addCaseFiles('housing', code, { files: [late] }),
      refused('fields_invalid', 'files.0 upload_unknown'),
    );
    assert.equal(await (await backend.readCaseFile('housing', code, given.id)).text(), 'план');
  });

  test('are read when the case shows them: of an answer too, of a draft not', async () => {
    const kept = { id: 'reply', name: 'Ответ.pdf', format: 'PDF', mediaType: 'application/pdf', size: 5 } as const;
    const shown = { ...caseFile('housing', kept), title: { ru: 'Ответ (1)' } };
    const drafted = lived(opened(), register, start, draft({ ...drafts.answer, files: [shown] }), submit(1));
    const bytes = { reply: new Blob(['%PDF-']) };
    await assert.rejects(
      backendWith(drafted, { files: bytes }).readCaseFile('housing', code, 'reply'),
      refused('file_unknown'),
    );
    const answered = backendWith(lived(drafted, approve(1)), { files: bytes });
    const answer = await serveBackend(answered)(
      new Request(`http://localhost${shown.url}`, { headers: { 'Case-Code': code } }),
    );
    assert.equal(await answer.text(), '%PDF-');
    assert.equal(answer.headers.get('Content-Type'), 'application/pdf');
    assert.equal(
      answer.headers.get('Content-Disposition'),
      'attachment; filename="_______1_.pdf"; filename*=UTF-8\'\'%D0%9E%D1%82%D0%B2%D0%B5%D1%82%20%281%29.pdf',
    );
  });
});

describe('slots', () => {
  const free = async (backend: MemoryBackend, query = {}): Promise<string[]> =>
    (await backend.listSlots('housing', query)).items.map(({ id }) => id);

  test('are listed while free and still to come, the earliest first, by kind and by the agency’s days', async () => {
    const backend = backendWith();
    assert.deepEqual(await free(backend), ['early', 'call', 'late']);
    assert.deepEqual(await free(backend, { kind: 'visit' }), ['early', 'late']);
    assert.deepEqual(await free(backend, { to: '2026-11-12' }), ['early', 'call']);
    assert.deepEqual(await free(backend, { from: '2026-11-13', to: '2026-11-13' }), ['late']);
    await assert.rejects(free(backend, { kind: 'lunch' }), refused('query_invalid', 'kind choice_unknown'));
  });

  test('belong to one case at a time: booked, moved, cancelled, withdrawn', async () => {
    const backend = backendWith();
    const booked = await backend.bookVisit('housing', code, { slot: 'early' });
    assert.deepEqual(await backend.bookVisit('housing', code, { slot: 'early' }), booked, 'sent again');
    const other = (await file(backend)).code;
    await assert.rejects(backend.bookVisit('housing', other, { slot: 'early' }), refused('slot_taken'));
    await backend.bookVisit('housing', code, { slot: 'late' });
    assert.deepEqual(await free(backend), ['early', 'call']);
    await backend.bookVisit('housing', other, { slot: 'early' });
    const cancelled = await backend.cancelVisit('housing', code);
    assert.deepEqual(await free(backend), ['call', 'late']);
    assert.deepEqual(await backend.cancelVisit('housing', code), cancelled, 'sent again');
    await backend.withdrawCase('housing', other);
    assert.deepEqual(await free(backend), ['early', 'call', 'late']);
  });

  test('that are past or unknown are booked by nobody', async () => {
    const backend = backendWith();
    await assert.rejects(backend.bookVisit('housing', code, { slot: 'over' }), refused('slot_passed'));
    await assert.rejects(backend.bookVisit('housing', code, { slot: 'none' }), refused('slot_unknown'));
    await assert.rejects(backend.cancelVisit('housing', code), refused('visit_missing'));
    await assert.rejects(file(backend, { slot: 'over' }), refused('fields_invalid', 'slot slot_passed'));
    await assert.rejects(file(backend, { slot: 'none' }), refused('fields_invalid', 'slot slot_unknown'));
  });

  test('are booked with the request, which gives its receipt again once they are taken', async () => {
    const backend = backendWith();
    const request = { ...consultation, slot: 'call', files: [await uploaded(backend)] };
    const mine = key();
    const receipt = await backend.fileConsultation('housing', request, mine);
    const { status, timeline } = await backend.readCase('housing', receipt.code);
    assert.equal(status, 'received');
    assert.deepEqual(
      timeline.map(({ type }) => type),
      ['received', 'visit_booked'],
    );
    assert.deepEqual(await backend.fileConsultation('housing', request, mine), receipt);
    await assert.rejects(file(backend, { slot: 'call' }), refused('fields_invalid', 'slot slot_taken'));
  });

  test('of a request that is answered elsewhere are free again', async () => {
    const booked = lived(opened(), ['2026-11-02', { type: 'book_visit', visit: slots[0] as Slot }], register);
    assert.deepEqual(await free(backendWith(booked)), ['early', 'call']);
    const forwarded = lived(booked, ['2026-11-03', { type: 'forward', to: words, reason: words }]);
    assert.deepEqual(await free(backendWith(forwarded)), ['early', 'call', 'late']);
  });
});

test('what is withdrawn stays so, and takes nothing more', async () => {
  const backend = backendWith();
  const upload = await uploaded(backend);
  const after = await backend.withdrawCase('housing', code);
  assert.equal(after.status, 'withdrawn');
  assert.deepEqual(await backend.withdrawCase('housing', code), after);
  await assert.rejects(backend.addCaseFiles('housing', code, { files: [upload] }), refused('action_not_allowed'));
  await assert.rejects(backend.bookVisit('housing', code, { slot: 'early' }), refused('action_not_allowed'));
  assert.equal((await backend.readUpload('housing', upload)).state, 'complete');
});
