#!/usr/bin/env node
// Prints what CHANGELOG.md says of a version: the text of its release.
//   node scripts/release-notes.mjs [VERSION] [--changelog FILE]
// Without VERSION it is the one of package.json. Fails where there is no such section, where nothing stands
// in it, or where it has no date yet.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

const root = new URL('../', import.meta.url);

/** Sections in their order: the words of each heading of the second level, and the lines below it. */
function readSections(text) {
  const sections = [];
  for (const line of text.split(/\r?\n/)) {
    const [, title] = /^## +(.*?) *$/.exec(line) ?? [];
    if (title !== undefined) sections.push({ title, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ title, lines }) => {
    const [, version = '', date] =
      /^\[?([^\]\s]+)\]?(?: - (\d{4}-\d{2}-\d{2}))?$/.exec(title) ?? [];
    // Where a heading without text or the target of a link is all, nothing is said.
    const says = lines.some((line) => line.trim() !== '' && !/^(#|\[[^\]]*\]:)/.test(line));
    const notes = lines.filter((line) => !/^\[[^\]]*\]: /.test(line)).join('\n');
    return { version, date, says, notes: notes.trim() };
  });
}

/** @throws Error that says what is missing */
function findNotes(text, version) {
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) {
    throw new Error(`"${version}" is no version such as 1.2.3`);
  }
  const sections = readSections(text);
  const section = sections.find((each) => each.version === version);
  if (section === undefined) {
    const known = sections.map((each) => each.version).join(', ') || 'nothing';
    throw new Error(`the changelog has no section "## [${version}] - DATE"; it tells of: ${known}`);
  }
  if (section.date === undefined) {
    throw new Error(`the section of ${version} has no date: "## [${version}] - YYYY-MM-DD"`);
  }
  if (!section.says) throw new Error(`the section of ${version} is empty`);
  return section.notes;
}

try {
  const { positionals, values } = parseArgs({
    options: { changelog: { type: 'string' } },
    allowPositionals: true,
  });
  const manifest = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
  const changelog = await readFile(values.changelog ?? new URL('CHANGELOG.md', root), 'utf8');
  console.log(findNotes(changelog, positionals[0] ?? manifest.version));
} catch (error) {
  console.error(`There are no release notes: ${error.message}`);
  process.exitCode = 1;
}
