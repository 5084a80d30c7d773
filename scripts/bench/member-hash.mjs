import { hash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { median } from './median.mjs';
import { bundleModules } from './product.mjs';
import { medianRatio, runInTurn } from './run-in-turn.mjs';

/** All that happens between an e-mail address and its digest, against loops that keep nothing. */
export const memberHash = {
  name: 'member-hash',
  async run({ folder, quick }) {
    const modules = ['members/source/collect-members', 'members/identifiers/identifier-rule'];
    const bundle = await bundleModules(folder, modules);
    const { collectMembers, identifierRule } = await import(pathToFileURL(bundle).href);
    const rule = await identifierRule('Email', 'plain', 'hashed');
    const fields = Array.from(
      { length: 200_000 },
      (_, number) => `Customer.${number}.${(number * 7919) % 1000003}@Example.com`,
    );
    const ready = fields.map((field) => field.toLowerCase());
    let kept = 0;
    const collect = () => {
      const collector = collectMembers(rule, ({ count }) => {
        kept += count;
      });
      let line = 0;
      for (const field of fields) {
        line += 1;
        collector.take(field, line);
      }
      collector.finish();
    };
    const hashAll = () => {
      for (const text of ready) kept += hash('sha256', text).length;
    };
    const normaliseAll = () => {
      for (const field of fields) kept += hash('sha256', field.trim().toLowerCase()).length;
    };
    const runs = [collect, hashAll, normaliseAll].map((run) => () => cpuMilliseconds(run));
    await runInTurn(2, runs);
    const rounds = quick ? 5 : 21;
    const [ours, bare, normalising] = await runInTurn(rounds, runs);
    if (kept === 0) throw new Error('nothing was hashed');
    const perSecond = (figures) => `${(fields.length / median(figures)).toFixed(0)} thousand/s`;
    const row = (what, theirs) => ({
      what,
      ratio: medianRatio(ours, theirs),
      goal: 1.1,
      aside: `${perSecond(ours)} and ${perSecond(theirs)}, ${rounds} pairs`,
    });
    return [
      row('normalise and hash / hash() of normal texts', bare),
      { ...row('the same / trim, toLowerCase and hash()', normalising), goal: null },
    ];
  },
};

/** Processor time: other work on the machine disturbs it less than the time on the wall. */
function cpuMilliseconds(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
