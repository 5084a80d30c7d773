// What somebody would write who had an hour: read, lower-case, hash, post. The peer of member-sync.
//   node member-script.mjs FILE URL TOKEN
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const [file, url, token] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
const hash = (line) => createHash('sha256').update(line.trim().toLowerCase()).digest('hex');
async function post(identifiers) {
  const attributes = { operation: 'add', identifierType: 'Email', identifiers };
  const body = JSON.stringify({ data: { type: 'AddRemoveContactlist', attributes } });
  const answer = await fetch(url, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
}
const chunk = [];
for await (const line of createInterface({ input: createReadStream(file) })) {
  if (chunk.push(hash(line)) === 50_000) await post(chunk.splice(0));
}
if (chunk.length > 0) await post(chunk);
