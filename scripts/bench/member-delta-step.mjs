// A step of member-delta in a process of its own, so that its memory can be watched.
//   node member-delta-step.mjs write-ledger|read-delta DIR BUNDLE
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [step, folder, bundle] = process.argv.slice(2);
const members = await import(pathToFileURL(bundle).href);
const place = { folder: join(folder, 'ledger'), list: 'retail-media/1', secret: null };

async function readList(name, table, mark) {
  const { collectMembers, identifierRule, readSource } = members;
  const collector = collectMembers(identifierRule('Email', 'sha256', 'hashed'), (batch) => {
    table.mark(batch, mark);
  });
  const source = { name, path: join(folder, name), column: null };
  await readSource(source, process.stdin, collector.take, collector.takeLines);
  collector.finish();
}

if (step === 'write-ledger') {
  const { createMemberTable, writeLedger } = members;
  const table = createMemberTable('sha256');
  await readList('before.txt', table, 'held');
  const header = { identifierType: 'Email', sentForm: 'sha256', coverage: 'whole' };
  await writeLedger(place, header, [table], []);
} else {
  const { table } = await members.readLedger(place);
  await readList('after.txt', table, 'wanted');
  if (table.count('add') === 0 || table.count('add') !== table.count('remove')) {
    throw new Error('the delta is not what it should be');
  }
}
