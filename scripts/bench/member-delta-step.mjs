// A step of member-delta in a process of its own, so that its memory can be watched.
//   node member-delta-step.mjs write-ledger|read-delta|sync-before DIR BUNDLE [FORMAT [URL]]
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [step, folder, bundle, format = 'sha256', url] = process.argv.slice(2);
const { planMembers, syncMembers, usualForm } = await import(pathToFileURL(bundle).href);

const context = {
  ...{ platform: 'retail-media', ledgerFolder: join(folder, 'ledger') },
  ...{ ledgerKey: null, ledgerOldKey: null, stdin: process.stdin },
  clock: { now: () => Date.now(), sleep: async () => {} },
};
async function post({ operation, identifierType, identifiers }) {
  const attributes = JSON.stringify({ operation, identifierType, identifiers: [] });
  const [before, behind] =
    `{"data":{"type":"AddRemoveContactlist","attributes":${attributes}}}`.split('[]');
  const body = Buffer.concat([Buffer.from(before), identifiers.json(), Buffer.from(behind)]);
  const answer = await fetch(url, { method: 'POST', body });
  if (!answer.ok) throw new Error(await answer.text());
}
const remote = {
  amend: async (chunk) => {
    if (url !== undefined) await post(chunk);
    return { outcome: 'accepted', invalid: 0 };
  },
  readStatistics: async () => null,
};
const taskOf = (name, isNew) => ({
  ...{ address: 'segment/CRM', target: { kind: 'segment', id: '1' }, identifierType: 'Email' },
  ...{ listType: null, gumCallerId: null, format, send: 'hashed', mode: 'mirror', isNew },
  country: null,
  source: {
    name,
    places: [{ name, folder, mayBePipe: false }],
    form: usualForm,
    exclude: null,
  },
  consents: {
    ...{ removal: true, growth: false, invalid: false, calledInvalid: false, rebuild: false },
    ...{ maxRemovePercent: 20, maxGrowPercent: 200, maxInvalidPercent: 10 },
    ...{ excludedBy: [], replace: false },
  },
});

if (step !== 'read-delta') {
  const isNew = step === 'write-ledger';
  const { added } = await syncMembers(taskOf('before.txt', isNew), context, remote);
  if (added === 0) throw new Error('nobody was added');
} else {
  const { adds, removes } = await planMembers(taskOf('after.txt', false), context, remote);
  if (adds === 0 || adds !== removes) throw new Error('the delta is not what it should be');
}
