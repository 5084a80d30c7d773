import { existsSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { listPages } from './pages/list-pages.ts';
import { withoutFences } from './pages/read-fences.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutFences(page).matchAll(/^#{1,6} +(.+?) *#*$/gmu)) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1').toLowerCase();
    const slug = words.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
    const twins = seen.get(slug) ?? 0;
    seen.set(slug, twins + 1);
    anchors.add(twins === 0 ? slug : `${slug}-${twins}`);
  }
  for (const [, id = ''] of page.matchAll(/<a (?:id|name)="([^"]+)"/gu)) anchors.add(id);
  return anchors;
}

/** Where the links of a page lead, code left out. */
function linksOf(page: string): readonly string[] {
  const prose = withoutFences(page).replace(/`[^`\n]*`/gu, (code) => code.replace(/[^`]/gu, 'x'));
  return [...prose.matchAll(/\]\(\s*<?([^)>\s]+)>?[^)]*\)|^\[[^\]]+\]: +(\S+)/gmu)].map(
    ([, inline, reference]) => inline ?? reference ?? '',
  );
}

const pages = listPages();
const anchors = new Map(pages.map(({ file, text }) => [file, anchorsOf(text)]));

/** What is wrong with a link, or null. Other sites are not asked. */
function explainDead(from: string, link: string): string | null {
  if (/^[a-z]+:/u.test(link)) return null;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : posix.join(posix.dirname(from), decodeURI(path));
  if (!existsSync(`${root}${target}`)) return `there is no ${target}`;
  if (target.startsWith('..')) return `${target} is outside the repository`;
  if (anchor === undefined || statSync(`${root}${target}`).isDirectory()) return null;
  return anchors.get(target)?.has(anchor) ? null : `${target} has no heading #${anchor}`;
}

const links = pages.flatMap(({ file, text }) => linksOf(text).map((link) => [file, link] as const));

describe('links', () => {
  test.each(pages.map(({ file }) => file))('of %s lead somewhere', (file) => {
    const dead = links
      .filter(([from]) => from === file)
      .flatMap(([from, link]) => explainDead(from, link) ?? []);
    expect(dead).toEqual([]);
  });

  test('are found, dead ones too', () => {
    expect(links).toContainEqual(['README.md', 'docs/architecture.md']);
    expect(linksOf('[a](b.md#c) `[no](x.md)` ![p](d.png "title")\n[r]: e.md')).toEqual([
      'b.md#c',
      'd.png',
      'e.md',
    ]);
    expect(explainDead('README.md', 'docs/nothing.md')).not.toBeNull();
    expect(explainDead('README.md', 'CONTRIBUTING.md#nothing')).not.toBeNull();
    expect(explainDead('docs/members.md', '../CONTRIBUTING.md#layers')).toBeNull();
  });

  test('lead to headings as GitHub names them', () => {
    const page =
      '# `plan-stale`\n## What is sent?\n## What is sent\n```\n# no\n```\n### Größe & Co';
    expect([...anchorsOf(page)]).toEqual([
      'plan-stale',
      'what-is-sent',
      'what-is-sent-1',
      'größe--co',
    ]);
  });
});
