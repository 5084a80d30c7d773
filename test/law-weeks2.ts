import { judgeWeeks } from './pull/laws/judge-weeks.ts';
import { judgeRename } from './rename/laws/judge-rename.ts';
const [from, to] = [Number(process.argv[2]), Number(process.argv[3])];
let ok = 0; for (let s = from; s <= to; s++) { let p: readonly string[]; try { p = judgeWeeks(s, 6); } catch (e) { p = [String((e as Error).stack)]; } if (p.length) console.log('weeks', s, p.join('\n').slice(0, 600)); else ok++; }
let done = 0, refused = 0; for (let s = from * 3; s <= to * 3; s++) for (const sh of [true, false]) { let v; try { v = judgeRename(s, sh); } catch (e) { v = { problems: [String((e as Error).stack)], isRefused: false }; } if (v.problems.length) console.log('rename', s, sh, v.problems.join('\n').slice(0, 600)); else if (v.isRefused) refused++; else done++; }
console.log({ ok, done, refused });
