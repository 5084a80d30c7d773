/** What a run owes its user, whatever it was given. */

export interface FuzzedRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
  /** Files that were not there before, relative to the folder. */
  readonly newFiles: readonly string[];
  /** Whether it had to be ended, or took its process with it. */
  readonly ended: 'by-itself' | 'killed' | 'crashed';
}

/** No run takes longer, however busy the machine is: what is given to it is small. */
const longestMs = 5000;

/** Every control character but the line break: the lines of a report hold no other. */
const control = /(?!\n)\p{Cc}/u;
const stackTrace = /^\s+at .*(?::\d+:\d+\)?|node:\S+)$/mu;

/** The complaints about a run; none where it did what it must. */
export function judgeRun(run: FuzzedRun): readonly string[] {
  const { exitCode, stdout, stderr, milliseconds, newFiles, ended } = run;
  const complaints: string[] = [];
  if (ended !== 'by-itself') complaints.push(`it was ${ended}`);
  else if (exitCode === null || ![0, 1, 2, 3, 4].includes(exitCode)) {
    complaints.push(`exit code ${exitCode}`);
  }
  for (const [name, text] of [
    ['stdout', stdout],
    ['stderr', stderr],
  ] as const) {
    if (stackTrace.test(text)) complaints.push(`a stack trace on ${name}`);
    if (/report it/u.test(text)) complaints.push(`a request to report it on ${name}`);
    const found = control.exec(text);
    if (found) complaints.push(`a raw control character on ${name}: ${around(text, found.index)}`);
  }
  if (milliseconds > longestMs) complaints.push(`it took ${Math.round(milliseconds)} ms`);
  for (const file of newFiles) complaints.push(`it left ${JSON.stringify(file)}`);
  return complaints;
}

function around(text: string, at: number): string {
  return JSON.stringify(text.slice(Math.max(0, at - 30), at + 20));
}
