/** Asks for sizes; what is refused becomes a reason, never a failure. */
import pLimit from 'p-limit';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import {
  attributeProblems,
  explainProblem,
  explainRefusal,
  type Figure,
  figureOf,
  notAnswered,
  type SizeReason,
  withoutFigure,
} from './explain-size.ts';
import {
  type ComputeQuestion,
  type EstimateQuestion,
  type Question,
  questionKey,
} from './question.ts';
import type { SizeReader } from './size-reader.ts';

/** The figure for a question that was asked. */
export type Figures = (question: Question) => Figure;

/** No document states a limit; this many keep a request small and its refusals few. */
const maxIdsPerRequest = 50;
/** Sizes cost the API much, so few requests are under way at once. */
const maxConcurrency = 4;

interface LookUp {
  readonly reader: SizeReader;
  readonly put: (question: Question, figure: Figure) => void;
  /** Some request was answered. */
  isAnswered: boolean;
  /** Why one thing alone was refused last. */
  refusedBy: SizeReason | null;
  /** Why there is no use in asking any more. */
  closedBy: SizeReason | null;
}

/** A refused request. */
interface Refusal {
  readonly reason: SizeReason;
  /** It has nothing to do with what was asked for: asking for less would not help. */
  readonly isGeneral: boolean;
}

const generalCodes: ReadonlySet<string> = new Set([
  'api-unavailable',
  'api-unreachable',
  'api-timeout',
  'api-rate-limited',
  'api-redirected',
  'api-version-gone',
  'credentials-rejected',
]);

/** Asks each question once, however often it is there. Throws a DiagnosticError when interrupted. */
export async function lookUpSizes(
  reader: SizeReader,
  questions: readonly Question[],
): Promise<Figures> {
  const distinct = new Map(questions.map((question) => [questionKey(question), question]));
  const figures = new Map<string, Figure>();
  const lookUp: LookUp = {
    reader,
    put: (question, figure) => figures.set(questionKey(question), figure),
    isAnswered: false,
    refusedBy: null,
    closedBy: null,
  };
  const asked = [...distinct.values()];
  const limit = pLimit(maxConcurrency);
  await Promise.all([
    ...partsOf(asked.filter((question) => question.ask === 'compute')).map((part) =>
      limit(() => computePart(lookUp, part)),
    ),
    ...asked
      .filter((question) => question.ask === 'estimate')
      .map((question) => limit(() => estimate(lookUp, question))),
  ]);
  return (question) =>
    question.ask === 'nothing'
      ? withoutFigure(question.reason)
      : (figures.get(questionKey(question)) ?? withoutFigure(notAnswered));
}

/** One kind and channel a request. */
function partsOf(questions: readonly ComputeQuestion[]): readonly (readonly ComputeQuestion[])[] {
  const open = new Map<string, ComputeQuestion[]>();
  const parts: ComputeQuestion[][] = [];
  for (const question of questions) {
    const key = `${question.kind} ${question.channel}`;
    let part = open.get(key);
    if (part === undefined || part.length === maxIdsPerRequest) {
      part = [];
      open.set(key, part);
      parts.push(part);
    }
    part.push(question);
  }
  return parts;
}

async function computePart(lookUp: LookUp, part: readonly ComputeQuestion[]): Promise<void> {
  const { reader, put } = lookUp;
  const [first] = part;
  if (first === undefined) return;
  const ids = part.map(({ id }) => id);
  const { kind, channel } = first;
  const answer = await ask(lookUp, () => reader.computeSizes(kind, ids, channel ?? 'Onsite'));
  if ('reason' in answer) return askForLess(lookUp, part, answer);
  const { sizes, problems } = answer;
  const reasons = attributeProblems(ids, new Set(sizes.keys()), problems);
  for (const question of part) {
    const size = sizes.get(question.id);
    put(question, size ? figureOf(size) : withoutFigure(reasons(question.id)));
  }
}

/** One entity may have spoilt it for the others. */
async function askForLess(
  lookUp: LookUp,
  part: readonly ComputeQuestion[],
  refusal: Refusal,
): Promise<void> {
  if (part.length === 1 || refusal.isGeneral) return refuse(lookUp, part, refusal);
  const middle = Math.ceil(part.length / 2);
  await computePart(lookUp, part.slice(0, middle));
  await computePart(lookUp, part.slice(middle));
}

async function estimate(lookUp: LookUp, question: EstimateQuestion): Promise<void> {
  const { reader, put } = lookUp;
  const answer = await ask(lookUp, () => reader.estimateSize(question.kind, question.attributes));
  if ('reason' in answer) return refuse(lookUp, [question], answer);
  const { size, problems } = answer;
  const problem = problems.find(({ deprecation }) => !deprecation);
  if (size && (size.size !== null || !problem)) put(question, figureOf(size));
  else put(question, withoutFigure(problem ? explainProblem(problem) : notAnswered));
}

/** An answer, or why there is none. Throws what is no refusal: a bug, or an interrupt. */
async function ask<Answer extends object>(
  lookUp: LookUp,
  send: () => Promise<Answer>,
): Promise<Answer | Refusal> {
  if (lookUp.closedBy) return { reason: lookUp.closedBy, isGeneral: true };
  try {
    const answer = await send();
    lookUp.isAnswered = true;
    return answer;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const reason = explainRefusal(error);
    if (reason.code === 'interrupted') throw error;
    return { reason, isGeneral: generalCodes.has(reason.code) };
  }
}

/**
 * One entity may be out of reach; but where two alone were refused and nothing was ever answered,
 * it is not about them: the permission is missing, or this version of the API knows no sizes.
 */
function refuse(
  lookUp: LookUp,
  questions: readonly Question[],
  { reason, isGeneral }: Refusal,
): void {
  const isAgain = !lookUp.isAnswered && lookUp.refusedBy?.code === reason.code;
  if (isGeneral || isAgain) lookUp.closedBy ??= reason;
  lookUp.refusedBy = reason;
  for (const question of questions) lookUp.put(question, withoutFigure(reason));
}
