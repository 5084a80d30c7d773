import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from './median.mjs';
import { countPairs, medianRatio, runInTurn } from './run-in-turn.mjs';
import { runProgram } from './run-process.mjs';

const audiences = 1000;
const segments = 2000;
const countries = ['FR', 'DE', 'ES', 'IT'];
const rules = 50;

/** What fifty rules cost, each over all of a thousand audiences. One audience in fifty breaks some. */
export const validateRules = {
  name: 'rules',
  async run({ folder, quick }) {
    const [ruled, bare] = await Promise.all(
      [true, false].map((hasRules) => writeProject(folder, hasRules)),
    );
    const validate = (cwd) => () => runProgram(['validate'], { cwd, isWatched: true });
    const runs = [validate(ruled), validate(bare)];
    await runInTurn(1, runs);
    const [ours, theirs] = await runInTurn(quick ? 3 : 11, runs);
    const figure = theirs[0].cpuSeconds === null ? 'seconds' : 'cpuSeconds';
    const of = (results) => results.map((each) => each[figure]);
    const show = (results) => `${median(of(results)).toFixed(1)} s`;
    return [
      {
        what: `validate of ${audiences} audiences under ${rules} rules / without them`,
        ratio: medianRatio(of(ours), of(theirs)),
        goal: 1.5,
        aside: `${show(ours)} and ${show(theirs)}, ${countPairs(theirs)}`,
      },
    ];
  },
};

async function writeProject(folder, hasRules) {
  const place = join(folder, hasRules ? 'ruled' : 'bare');
  await mkdir(place);
  const files = {
    'audiencectl.yaml': 'version: 1\nplatform: retail-media\naccountId: "1"\n',
    'segments.yaml': writeList('segments', segments, segment),
    'audiences.yaml': writeList('audiences', audiences, audience),
    ...(hasRules ? { 'rules.yaml': writeList('rules', rules, rule) } : {}),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(place, name), text);
  return place;
}

/** JSON is YAML, too; a line for each. */
function writeList(list, count, make) {
  const lines = Array.from({ length: count }, (_, index) => `  - ${JSON.stringify(make(index))}\n`);
  return `${list}:\n${lines.join('')}`;
}

function segment(index) {
  const common = { name: `Segment ${index}`, retailerId: '1234' };
  if (index < 20) return { ...common, contactList: { identifierType: 'Email' } };
  const lookbackDays = index % 2 === 0 ? 'Last30Days' : 'Last90Days';
  return {
    ...common,
    events: { shopperActivity: 'View', lookbackDays, categoryIds: [`${index}`] },
  };
}

/** Of two segments of its own, in one list, and without the lists that rules exclude. */
function audience(index) {
  const own = [2 * index, 2 * index + 1].map((each) => `Segment ${20 + (each % (segments - 20))}`);
  const excluded = Array.from({ length: 6 }, (_, list) => `Segment ${list}`);
  const leaks = index % 50 === 0;
  const any = { or: own };
  return {
    name: `${countries[index % countries.length]} | Audience ${index}`,
    retailerId: '1234',
    meta: { owner: 'crm-team' },
    algebra: { and: [any, ...excluded.slice(leaks ? 1 : 0).map((not) => ({ not })), 'Segment 10'] },
  };
}

function rule(index) {
  const common = { name: `Rule ${index}`, level: 'warning' };
  if (index === 0) return { ...common, excludes: ['Segment 0', 'Segment 1'] };
  if (index % 5 === 1) return { ...common, within: 'Segment 10' };
  if (index % 5 === 2)
    return { ...common, schema: { required: ['meta'], minProperties: index % 4 } };
  const lists = [1 + (index % 5), 1 + ((index + 2) % 5)];
  return { ...common, excludes: [...new Set(lists)].map((list) => `Segment ${list}`) };
}
