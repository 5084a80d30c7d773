/** The program behind `npm run fuzz`. */
import { runFuzz } from './run-fuzz.ts';

const [cases = '4000', seconds = '180', seed = '1', only = null] = process.argv.slice(2);
const started = Date.now();
const endsAt = started + Number(seconds) * 1000;
const figures = await runFuzz({
  seed: Number(seed),
  cases: Number(cases),
  only,
  isTimeUp: () => Date.now() > endsAt,
  onCase: (index, label, { stdout, stderr, exitCode }, folder) => {
    if (String(index) === only)
      console.log(`${label}\n${folder}\n${stdout}${stderr}exit ${exitCode}`);
  },
});
printRow('cases', figures.cases);
for (const [name, count] of figures.casesOf) printRow(`  ${name}`, count);
for (const [code, count] of [...figures.exits].sort()) printRow(`  exit ${code}`, count);
printRow('seed', seed);
printRow('findings', figures.findings.length);
printRow(
  'longest run',
  `${Math.round(figures.longest.milliseconds)} ms (${figures.longest.label})`,
);
printRow('time in all', `${((Date.now() - started) / 1000).toFixed(1)} s`);
for (const finding of figures.findings.slice(0, 40)) console.log(finding);
process.exit(figures.findings.length > 0 ? 1 : 0);

function printRow(label: string, value: string | number): void {
  console.log(`${label.padEnd(24)}${value}`);
}
