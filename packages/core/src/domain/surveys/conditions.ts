import type { Answers, Condition, Manifest, Question } from '../../contract/surveys.ts';
import { answerTo, askedBy } from './asked.ts';

/** Whether a condition holds; what wasn't asked wasn't answered. */
function holds({ asked, is, values }: Condition, answers: Answers): boolean {
  const given = answerTo(answers, asked);
  const met = given !== undefined && [given].flat().some((one) => values.includes(one));
  return is === 'any' ? met : !met;
}

/**
 * The questions that these answers lead to, in order. Conditions look at questions before theirs alone,
 * and what was answered to one that isn't asked counts for nothing.
 */
export function questionsAsked({ questions }: Pick<Manifest, 'questions'>, answers: Answers): Question[] {
  const seen: Answers = {};
  return questions.filter((question) => {
    if (!question.when.every((condition) => holds(condition, seen))) return false;
    for (const { name } of askedBy(question)) {
      const given = answerTo(answers, name);
      if (given !== undefined) seen[name] = given;
    }
    return true;
  });
}
