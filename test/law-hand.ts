import { load } from '../src/reconciler/load.ts';
import { plan } from '../src/reconciler/plan.ts';
import { pull } from '../src/reconciler/pull.ts';
import { rename } from '../src/reconciler/rename.ts';
const acc = '625702934721171442';
const seg = (id: string, name: string, r = '1', more: any = {}) => ({ id, type: 'AudienceSegment', attributes: { accountId: acc, retailerId: r, name, description: null, type: 'Events', events: { shopperActivity: 'View', lookbackDays: 'Last7Days' }, ...more } });
const aud = (id: string, name: string, algebra: any, r = '1', more: any = {}) => ({ id, type: 'Audience', attributes: { accountId: acc, retailerId: r, name, description: null, algebra, ...more } });
const leaf = (id: string) => ({ audienceSegmentId: id });
const snap = (segments: any[], audiences: any[]) => ({ formatVersion: 1, platform: 'retail-media', accountId: acc, segments, audiences }) as any;
const file = (text: string, f = 'a.yaml') => ({ file: f, text });
const pf = (more = '') => file(`version: 1\nname: shop\nplatform: retail-media\naccountId: "${acc}"\n${more}`, 'audiencectl.yaml');
function doPull(title: string, texts: any, remote: any, wish: any = {}) {
  console.log('=====', title);
  const f = pull(texts, remote, wish);
  if (!f.value) { console.log('REFUSED', f.diagnostics.map((d) => [d.code, d.message])); return; }
  for (const x of f.value.files) console.log('--', x.file, '\n' + x.after);
  console.log('taken', JSON.stringify(f.value.takings.map((t) => [t.action, t.address, t.attributes])));
  console.log('left', JSON.stringify(f.value.left.map((l) => [l.address, l.path, l.take, l.code, l.text, l.fix, l.source && `${l.source.file}:${l.source.line}:${l.source.column}`]), null, 1));
  console.log('people', JSON.stringify(f.value.people));
  console.log('diag', JSON.stringify(f.value.diagnostics.map((d) => [d.code, d.message])));
}
function doRename(title: string, project: any, manifests: any[], address: string, name: string, remote: any) {
  console.log('=====', title);
  const l = load(project, manifests).value!;
  const f = rename(l, [project, ...manifests], { address, name });
  if (!f.value) { console.log('REFUSED', f.diagnostics.map((d) => [d.code, d.message, d.hint])); return; }
  for (const x of f.value.files) console.log('--', x.file, '\n' + x.after);
  const texts = manifests.map((m) => ({ file: m.file, text: f.value!.files.find((x) => x.file === m.file)?.after ?? m.text }));
  const p = plan(load({ file: project.file, text: f.value.files.find((x) => x.file === project.file)?.after ?? project.text }, texts).value!, remote);
  console.log('plan', JSON.stringify(p.value?.changes.map((c) => [c.address, c.action, c.patch])), p.diagnostics.map((d) => [d.code, d.message]));
}
// twins of two retailers
const twins = 'segments:\n  - { name: Buyers, id: 11, retailerId: "1", events: { shopperActivity: View, lookbackDays: Last7Days } }\n  - { name: Buyers, id: 12, retailerId: "2", events: { shopperActivity: View, lookbackDays: Last7Days } }\naudiences:\n  - { name: A1, retailerId: "1", algebra: Buyers }\n  - { name: A2, retailerId: "2", algebra: Buyers }\n';
const twinRemote = (n1: string, n2: string) => snap([seg('11', n1, '1'), seg('12', n2, '2')], [aud('21', 'A1', leaf('11'), '1'), aud('22', 'A2', leaf('12'), '2')]);
doPull('twins: one renamed in UI', { projectFile: pf(), manifests: [file(twins)] }, twinRemote('Buyers', 'Buyers two'));
doRename('twins: rename one', pf(), [file(twins)], 'segment/#12', 'Buyers two', twinRemote('Buyers', 'Buyers'));
// house rule broken
const ruled = 'segments:\n  - { name: S, retailerId: "1", events: { shopperActivity: View, lookbackDays: Last7Days } }\n  - { name: Opted out, retailerId: "1", events: { shopperActivity: Buy, lookbackDays: Last7Days } }\naudiences:\n  - name: A\n    retailerId: "1"\n    description: old\n    algebra: # who\n      and: [S, not: Opted out]\nrules:\n  - { name: never, excludes: Opted out }\n';
doPull('rule', { projectFile: pf(), manifests: [file(ruled)] }, snap([seg('11', 'S'), seg('12', 'Opted out', '1', { events: { shopperActivity: 'Buy', lookbackDays: 'Last7Days' } })], [aud('21', 'A', leaf('11'), '1', { description: 'new' })]));
// renamedFrom pending and edited in UI under the old name
const pending = 'segments:\n  - { name: S2, renamedFrom: S, retailerId: "1", events: { shopperActivity: View, lookbackDays: Last7Days } }\naudiences:\n  - { name: A, retailerId: "1", algebra: S2 }\n';
doPull('renamedFrom pending', { projectFile: pf(), manifests: [file(pending)] }, snap([seg('11', 'S', '1', { description: 'UI' })], [aud('21', 'A', leaf('11'))]));
// spent renamedFrom, absent gone
doPull('spent', { projectFile: pf(), manifests: [file(pending + '  - { name: Old, state: absent }\n')] }, snap([seg('11', 'S2')], [aud('21', 'A', leaf('11'))]), { take: ['spent'] });
// two environments
const envs = pf('environments:\n  a: { vars: { words: "in A" } }\n  b: { accountId: "99", vars: { words: "in B" } }\n');
doPull('environment variable', { projectFile: envs, manifests: [file('segments:\n  - { name: S, description: "${var.words}", retailerId: "1", events: { shopperActivity: View, lookbackDays: Last7Days } }\n')], options: { environment: 'a' } }, snap([seg('11', 'S', '1', { description: 'UI' })], []));
// a segment replaced in the UI algebra by an undeclared one, and by a twin
doPull('undeclared segment', { projectFile: pf(), manifests: [file(ruled)] }, snap([seg('11', 'S'), seg('12', 'Opted out', '1', { events: { shopperActivity: 'Buy', lookbackDays: 'Last7Days' } }), seg('13', 'UI made'), seg('14', 'Twin', '1'), seg('15', 'Twin', '1')], [aud('21', 'A', { and: [leaf('11'), leaf('13'), leaf('14'), { not: leaf('12') }] }, '1', { description: 'old' })]));
// name only differs by case, UI rename to name that a unbound other has
doPull('UI rename to a name with ${', { projectFile: pf('vars: { x: y }\n'), manifests: [file('segments:\n  - { name: S, id: "11", retailerId: "1", events: { shopperActivity: View, lookbackDays: Last7Days } }\naudiences:\n  - { name: "A ${var.x}", retailerId: "1", algebra: S }\n')] }, snap([seg('11', 'S ${var.x} $${')], [aud('21', 'A y', leaf('11'))]));
doPull('type changed', { projectFile: pf(), manifests: [file('segments:\n  - name: S # s\n    retailerId: "1"\n    # ev\n    events: # e\n      shopperActivity: View # v\n      lookbackDays: Last7Days\n')] }, snap([{ id: '11', type: 'AudienceSegment', attributes: { accountId: acc, retailerId: '1', name: 'S', type: 'ContactList', contactList: { identifierType: 'Email', isReadOnly: false } } }], []));
doPull('retailer changed', { projectFile: pf(), manifests: [file('defaults: { retailerId: "1" }\nsegments:\n  - name: S # s\n    events: { shopperActivity: View, lookbackDays: Last7Days }\n')] }, snap([seg('11', 'S', '2')], []));
