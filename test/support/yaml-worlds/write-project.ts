/** A project that declares an account, in every style of YAML, and where each value stands in it. */
import type { SourceFile } from '../../../src/model/files/source-file.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import type { Dice } from '../../fuzz/create-dice.ts';
import { type Account, type Entity, ownAccountId, ownAdvertiserId } from './account.ts';
import { createEmitter, type Piece } from './pieces.ts';
import { type PrintStyle, printFlowMap, printMembers } from './print-node.ts';
import {
  type DocumentState,
  type Elsewhere,
  type EntityState,
  type FileState,
  type SharedMap,
  variables,
  writeEntry,
} from './write-entry.ts';
import type { RuleLists } from './write-rules.ts';

interface WrittenFile extends SourceFile {
  readonly pieces: readonly Piece[];
}

interface WrittenEntity {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Dotted paths of the attributes that have a key in the entry. */
  readonly written: ReadonlySet<string>;
  readonly elsewhere: ReadonlyMap<string, Elsewhere>;
  /** Attributes that the entry leaves to the UI. */
  readonly ignored: ReadonlySet<string>;
}

export interface WrittenProject {
  readonly projectFile: SourceFile;
  readonly defaults: JsonObject;
  /** Everything that is not declared is the project's. */
  readonly owns: boolean;
  readonly manifests: readonly WrittenFile[];
  readonly entities: ReadonlyMap<string, WrittenEntity>;
  /** What each comment is about, by its first word. */
  readonly comments: ReadonlyMap<string, string>;
}

export interface StyleOptions {
  /** Anchors, merge keys, variables and defaults; without them every value is the entry's own. */
  readonly sharing?: boolean;
  readonly comments?: number;
  /** Some leaves of trees are written `segment: NAME`; by default they are. */
  readonly longForm?: boolean;
  /** All entities that are not declared are the project's. */
  readonly owns?: boolean;
  /** Rules and people in the last manifest, and names that the project file protects. */
  readonly rules?: RuleLists;
}

export function writeProject(
  dice: Dice,
  account: Account,
  {
    sharing = true,
    comments = dice.pick([0, 0.15, 0.5]),
    owns = false,
    longForm = true,
    rules,
  }: StyleOptions = {},
): WrittenProject {
  const about = new Map<string, string>();
  const entities = new Map<string, EntityState>();
  const projectDefaults =
    account.side === 'retail-media' && dice.chance(0.4) ? { retailerId: '1234' } : {};
  const groups = dice.chance(0.5)
    ? [[...account.entities]]
    : [0, 1, 2].map((n) => account.entities.filter((_, index) => index % 3 === n));
  let anchors = 0;
  const manifests = groups.flatMap((group, n) => {
    if (group.length === 0) return [];
    const emit = createEmitter();
    const style: PrintStyle = {
      ...{ dice, emit, comments, entity: null },
      step: dice.pick([2, 2, 2, 1, 3, 4]),
      flow: dice.pick([0, 0.1, 0.3, 0.9]),
      comment: (text) => {
        const token = `c${about.size};`;
        const word = text.split('\n')[0]?.slice(0, 40).trim() ?? '';
        about.set(token, word);
        return `# ${token} ${word}`;
      },
    };
    const file = `${n === 0 ? 'all' : `part-${n}`}.yaml`;
    const nextAnchor = () => {
      anchors += 1;
      return `a${anchors}`;
    };
    const state = { dice, account, emit, style, sharing, longForm, entities, file, nextAnchor };
    writeFile(state, group, projectDefaults);
    if (rules && n === groups.findLastIndex(({ length }) => length > 0)) writeRules(state, rules);
    const ended = dice.chance(0.1) ? withoutLastLineEnd(emit.pieces) : emit.pieces;
    const isCrlf = dice.chance(0.15);
    const pieces = ended.map((piece) =>
      isCrlf ? { ...piece, text: piece.text.replace(/\n/gu, '\r\n') } : piece,
    );
    const marked = dice.chance(0.1) ? [{ text: '\uFEFF', tag: null }, ...pieces] : pieces;
    return [{ file, text: marked.map(({ text }) => text).join(''), pieces: marked }];
  });
  const projectFile = writeProjectFile(account, projectDefaults, owns);
  return { projectFile, owns, defaults: projectDefaults, manifests, entities, comments: about };
}

function withoutLastLineEnd(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.findLastIndex(({ text }) => text !== '');
  return pieces.map((piece, n) =>
    n === last ? { ...piece, text: piece.text.replace(/\n$/u, '') } : piece,
  );
}

function writeProjectFile(account: Account, defaults: JsonObject, owns: boolean): SourceFile {
  const isRetail = account.side === 'retail-media';
  const lines = [
    'version: 1',
    'name: shop',
    `platform: ${account.side}`,
    isRetail ? `accountId: "${ownAccountId}"` : `advertiserId: "${ownAdvertiserId}"`,
    `defaults: ${JSON.stringify(defaults)}`,
    `vars: ${JSON.stringify(variables)}`,
    ...(owns ? ['owns: { segments: { names: ["*"] }, audiences: { names: ["*"] } }'] : []),
  ];
  return { file: 'audiencectl.yaml', text: `${lines.join('\n')}\n` };
}

function writeRules(state: FileState, { rules, people }: RuleLists): void {
  const { dice, emit } = state;
  const style = { ...state.style, entity: 'rules' };
  const text = emit.pieces.map((piece) => piece.text).join('');
  if (text !== '' && !text.endsWith('\n')) emit.add('\n');
  for (const [key, entries] of Object.entries({ rules, people })) {
    if (entries.length === 0) continue;
    emit.add(`${key}:\n`);
    const indent = dice.pick([0, 2]);
    for (const members of entries) {
      emit.add(`${' '.repeat(indent)}-`);
      if (dice.chance(style.flow * 0.5)) {
        printFlowMap(style, members, { indent, inFlow: false, path: '' });
      } else {
        emit.add(' ');
        const at = { indent: indent + 2, inFlow: false, path: '' };
        printMembers(style, members, { at, isOpen: false });
      }
      emit.add('\n');
    }
  }
}

/** A line without anything in it, which may go or come where entries do. */
const looseBlank = { entity: '*entries', path: '', role: 'gap' } as const;

function writeFile(state: FileState, group: readonly Entity[], projectDefaults: JsonObject): void {
  const { dice, emit, style } = state;
  if (dice.chance(style.comments)) emit.add(`${style.comment('file')}\n\n`);
  const documents = dice.chance(0.2)
    ? [group.slice(0, 1), group.slice(1)].filter(({ length }) => length > 0)
    : [group];
  const isRetail = state.account.side === 'retail-media';
  // Those of one document hold for the whole file.
  const own: JsonObject = state.sharing
    ? {
        ...(isRetail && dice.chance(0.3) ? { retailerId: dice.pick(['1234', '0056']) } : {}),
        ...(dice.chance(0.25) ? { description: 'Default words' } : {}),
      }
    : {};
  documents.forEach((entities, n) => {
    if (n > 0) emit.add(dice.chance(0.3) ? '...\n---\n' : '---\n');
    else if (dice.chance(0.1)) emit.add('---\n');
    writeDocument(state, entities, { projectDefaults, own, isFirst: n === 0 });
  });
  if (dice.chance(style.comments)) {
    emit.add('\n', looseBlank);
    emit.add(`${style.comment('end')}\n`);
  }
  if (dice.chance(0.1)) emit.add('\n\n', looseBlank);
}

function writeDocument(
  state: FileState,
  entities: readonly Entity[],
  {
    projectDefaults,
    own,
    isFirst,
  }: {
    readonly projectDefaults: JsonObject;
    readonly own: JsonObject;
    readonly isFirst: boolean;
  },
): void {
  const { dice, emit, account, sharing, style } = state;
  const isRetail = account.side === 'retail-media';
  const shared: SharedMap[] = [];
  if (sharing && dice.chance(0.4)) {
    const value: JsonObject = {
      ...(isRetail && dice.chance(0.5) ? { retailerId: '1234' } : {}),
      ...(dice.chance(0.5) ? { description: 'Shared words' } : {}),
    };
    const anchor = state.nextAnchor();
    emit.add(`x-shared: &${anchor} ${JSON.stringify(value)}\n`);
    shared.push({ anchor, value });
  }
  if (dice.chance(0.1)) emit.add('x-note: [any, "thing"]\n');
  if (isFirst && Object.keys(own).length > 0) emit.add(`defaults: ${JSON.stringify(own)}\n`);
  const document = { anchors: [], shared, defaults: { ...projectDefaults, ...own } };
  const lists = (['segment', 'audience'] as const).map((kind) => ({
    kind,
    items: entities.filter((entity) => entity.kind === kind),
  }));
  for (const { kind, items } of dice.chance(0.2) ? lists.toReversed() : lists) {
    if (items.length > 0) writeList(state, document, { kind, items });
    else if (dice.chance(0.1))
      emit.add(`${kind}s: []\n`, { entity: '*new', path: '', role: 'value' });
  }
  emit.add('', { entity: '*new', path: '', role: 'slot' });
  if (dice.chance(style.comments)) emit.add(`${style.comment('after')}\n`);
}

function writeList(
  state: FileState,
  document: DocumentState,
  { kind, items }: { readonly kind: string; readonly items: readonly Entity[] },
): void {
  const { dice, emit, style } = state;
  const list = `list:${items.map(({ key }) => key).join(',')}`;
  const ofList = { entity: list, path: '', role: 'entity' } as const;
  const slot = () => emit.add('', { entity: '*new', path: '', role: 'slot' });
  if (dice.chance(0.2)) emit.add('\n', looseBlank);
  emit.add(`${kind}s:`, ofList);
  emit.add(dice.chance(style.comments) ? ` ${style.comment(`${kind}s`)}\n` : '\n', ofList);
  const indent = dice.pick([2, 2, 0, 4]);
  const isSpaced = dice.chance(0.5);
  items.forEach((entity, n) => {
    const tag = { entity: entity.key, path: '', role: 'entity' } as const;
    const previous = items[n - 1];
    slot();
    if (n > 0 && isSpaced) emit.add('\n', previous ? { ...tag, beside: previous.key } : tag);
    if (dice.chance(style.comments * 0.3)) {
      emit.add(`${' '.repeat(indent)}${style.comment('section')}\n`, ofList);
      emit.add('\n', looseBlank);
    }
    if (dice.chance(style.comments)) {
      emit.add(`${' '.repeat(indent)}${style.comment(`about ${entity.key}`)}\n`, tag);
    }
    emit.add(`${' '.repeat(indent)}-`, tag);
    writeEntry(state, document, entity, indent);
    emit.add('\n', tag);
  });
  slot();
}
