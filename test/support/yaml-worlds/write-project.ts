/** A project that declares an account, in every style of YAML, and where each value stands in it. */
import type { SourceFile } from '../../../src/model/source-file.ts';
import type { JsonObject, JsonValue } from '../../../src/model/text/json.ts';
import type { Dice } from '../../fuzz/create-dice.ts';
import {
  type Account,
  type Entity,
  entityOf,
  mapTree,
  ownAccountId,
  ownAdvertiserId,
} from './account.ts';
import { createEmitter, type Emitter, type Piece } from './pieces.ts';
import {
  type PrintStyle,
  printFlowMap,
  printMembers,
  type YamlMember,
  type YamlNode,
} from './print-node.ts';
import { shuffled } from './random-account.ts';
import type { RuleLists } from './write-rules.ts';

/** Why a value is not the entry's own. */
export type Elsewhere = 'alias' | 'anchor' | 'merge-key' | 'variable' | 'defaults';

export interface WrittenFile extends SourceFile {
  readonly pieces: readonly Piece[];
}

export interface WrittenEntity {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Dotted paths of the attributes that have a key in the entry. */
  readonly written: ReadonlySet<string>;
  readonly elsewhere: ReadonlyMap<string, Elsewhere>;
}

export interface WrittenProject {
  readonly projectFile: SourceFile;
  readonly defaults: JsonObject;
  readonly manifests: readonly WrittenFile[];
  readonly entities: ReadonlyMap<string, WrittenEntity>;
  /** What each comment is about, by its first word. */
  readonly comments: ReadonlyMap<string, string>;
}

export interface StyleOptions {
  /** Anchors, merge keys, variables and defaults; without them every value is the entry's own. */
  readonly sharing?: boolean;
  readonly comments?: number;
  /** All entities that are not declared are the project's. */
  readonly owns?: boolean;
  /** Rules and people in the last manifest, and names that the project file protects. */
  readonly rules?: RuleLists;
}

export const variables: Readonly<Record<string, string | number>> = {
  crm_text: 'CRM words',
  retailer: '1234',
  ten: 10,
};

interface Anchor {
  readonly name: string;
  readonly path: string;
  readonly json: string;
  /** The entity that has it; null for what is shared. */
  readonly entity: string | null;
}

interface FileState {
  readonly dice: Dice;
  readonly account: Account;
  readonly emit: Emitter;
  readonly style: PrintStyle;
  readonly sharing: boolean;
  readonly entities: Map<string, EntityState>;
  readonly file: string;
  readonly nextAnchor: () => string;
}

interface EntityState {
  line: number;
  column: number;
  readonly file: string;
  readonly written: Set<string>;
  readonly elsewhere: Map<string, Elsewhere>;
}

interface DocumentState {
  readonly anchors: Anchor[];
  readonly shared: readonly SharedMap[];
  readonly defaults: JsonObject;
}

interface SharedMap {
  readonly anchor: string;
  readonly value: JsonObject;
}

export function writeProject(
  dice: Dice,
  account: Account,
  { sharing = true, comments = dice.pick([0, 0.15, 0.5]), owns = false, rules }: StyleOptions = {},
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
    const state = { dice, account, emit, style, sharing, entities, file, nextAnchor };
    writeFile(state, group, projectDefaults);
    if (rules && n === groups.findLastIndex(({ length }) => length > 0)) writeRules(state, rules);
    const isCrlf = dice.chance(0.15);
    const pieces = emit.pieces.map((piece) =>
      isCrlf ? { ...piece, text: piece.text.replace(/\n/gu, '\r\n') } : piece,
    );
    const marked = dice.chance(0.1) ? [{ text: '\uFEFF', tag: null }, ...pieces] : pieces;
    return [{ file, text: marked.map(({ text }) => text).join(''), pieces: marked }];
  });
  const projectFile = writeProjectFile(account, projectDefaults, owns);
  return { projectFile, defaults: projectDefaults, manifests, entities, comments: about };
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
  if (dice.chance(style.comments)) emit.add(`\n${style.comment('end')}\n`);
  if (dice.chance(0.1)) emit.add('\n\n');
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
    else if (dice.chance(0.1)) emit.add(`${kind}s: []\n`, { entity: '*new', path: '', role: 'value' });
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
  if (dice.chance(0.2)) emit.add('\n', ofList);
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
      emit.add(`${' '.repeat(indent)}${style.comment('section')}\n\n`);
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

function writeEntry(
  state: FileState,
  document: DocumentState,
  entity: Entity,
  indent: number,
): void {
  const { dice, emit, entities, file } = state;
  const own: EntityState = {
    ...{ file, line: 0, column: 0, written: new Set<string>() },
    elsewhere: new Map<string, Elsewhere>(),
  };
  entities.set(entity.key, own);
  const members = membersOf(state, document, entity, own);
  const style = { ...state.style, entity: entity.key };
  const tag = { entity: entity.key, path: '', role: 'entity' } as const;
  if (dice.chance(style.flow * 0.5)) {
    emit.add('', tag);
    const before = emit.pieces.length;
    printFlowMap(style, members, { indent, inFlow: false, path: '' });
    Object.assign(own, placeOfFirstKey(emit, before));
    return;
  }
  const isBelow = dice.chance(0.04);
  const gap = 1 + (dice.chance(0.1) ? 1 + dice.below(3) : 0);
  if (isBelow) emit.add(`\n${' '.repeat(indent + 1 + gap)}`, tag);
  else emit.add(' '.repeat(gap), tag);
  Object.assign(own, emit.place());
  printMembers(style, members, {
    at: { indent: indent + 1 + gap, inFlow: false, path: '' },
    isOpen: true,
  });
}

/** Behind the brace, wherever it is. */
function placeOfFirstKey({ pieces }: Emitter, before: number) {
  const join = (some: readonly Piece[]) => some.map((piece) => piece.text).join('');
  const text = join(pieces);
  const start = join(pieces.slice(0, before)).length;
  const opening = /^\s*\{(?:\s|#[^\n]*\n)*/u.exec(text.slice(start))?.[0] ?? '';
  const at = start + opening.length;
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function membersOf(
  state: FileState,
  document: DocumentState,
  entity: Entity,
  own: EntityState,
): readonly YamlMember[] {
  const { dice, account, sharing } = state;
  const { type, description, algebra, seed } = entity;
  const merged = document.shared.find(
    ({ value }) =>
      (value['retailerId'] === undefined || value['retailerId'] === entity.owner) &&
      dice.chance(0.4),
  );
  const inherited: JsonObject = { ...document.defaults, ...merged?.value };
  const members: YamlMember[] = [];
  const put = (key: string, node: YamlNode, path = key) => {
    own.written.add(path);
    members.push({ key, node, path });
  };
  put('name', text(state, own, 'name', entity.name));
  if (entity.isBound) put('id', { kind: 'id', value: entity.id });
  if (merged) members.push({ key: '<<', node: { kind: 'alias', value: merged.anchor } });
  const isGiven = (path: string, value: JsonValue) => {
    if (inherited[path] !== value || dice.chance(0.3)) return false;
    own.elsewhere.set(path, merged?.value[path] === undefined ? 'defaults' : 'merge-key');
    return true;
  };
  if (description === null) {
    const empty = dice.pick(['null', '~', '""']);
    if (inherited['description'] !== undefined || dice.chance(0.05)) {
      put('description', { kind: 'raw', value: empty });
    }
  } else if (!isGiven('description', description)) {
    put('description', shareable(state, document, entity, own, 'description', description, () =>
      text(state, own, 'description', description),
    ));
  }
  if (account.side === 'retail-media' && !isGiven('retailerId', entity.owner)) {
    const isVariable = sharing && entity.owner === '1234' && dice.chance(0.1);
    if (isVariable) own.elsewhere.set('retailerId', 'variable');
    put('retailerId', isVariable
      ? { kind: 'raw', value: '"${var.retailer}"' }
      : { kind: 'id', value: entity.owner });
  }
  if (type !== null) put(type, blockNode(state, document, entity, own, type, seed));
  if (algebra !== null) {
    const named = mapTree<JsonValue>(algebra, (key) => entityOf(account, key).name);
    put('algebra', shareable(state, document, entity, own, 'algebra', named, () =>
      treeNode(state, own, named),
    ));
  }
  if (dice.chance(0.1)) {
    members.push({
      key: 'meta',
      node: { kind: 'map', members: [{ key: 'owner', node: { kind: 'text', value: 'Ana' } }] },
      path: 'meta',
    });
  }
  return dice.chance(0.25) ? shuffled(dice, members) : members;
}

/** An alias of an equal value, or a value that others may be aliases of. */
function shareable(
  { dice, entities, sharing, nextAnchor }: FileState,
  document: DocumentState,
  entity: Entity,
  own: EntityState,
  path: string,
  value: JsonValue,
  node: () => YamlNode,
): YamlNode {
  if (!sharing) return node();
  const json = JSON.stringify(value);
  const anchor = document.anchors.find((each) => each.path === path && each.json === json);
  if (anchor && dice.chance(0.6)) {
    own.elsewhere.set(path, 'alias');
    if (anchor.entity !== null) entities.get(anchor.entity)?.elsewhere.set(path, 'anchor');
    return { kind: 'alias', value: anchor.name };
  }
  const made = node();
  if (made.kind === 'alias' || !dice.chance(0.25)) return made;
  const name = nextAnchor();
  // Keys may be shuffled, but entries stand in their order, so an alias comes later.
  document.anchors.push({ name, path, json, entity: entity.key });
  return { ...made, anchor: name };
}

function text(
  { dice, sharing }: FileState,
  own: EntityState,
  path: string,
  value: string,
): YamlNode {
  const literal = value.replace(/\$\{/gu, '$$${');
  const known = String(variables['crm_text']);
  if (sharing && literal.includes(known) && dice.chance(0.5)) {
    own.elsewhere.set(path, 'variable');
    return { kind: 'text', value: literal.replace(known, '${var.crm_text}') };
  }
  return { kind: 'text', value: literal };
}

function blockNode(
  state: FileState,
  document: DocumentState,
  entity: Entity,
  own: EntityState,
  type: string,
  seed: string | null,
): YamlNode {
  const { account, dice, sharing } = state;
  const value: JsonObject = {
    ...entity.block,
    ...(seed === null ? {} : { seedSegment: entityOf(account, seed).name }),
  };
  const before = new Set(own.elsewhere.keys());
  const node = shareable(state, document, entity, own, type, value, () => {
    const members = Object.entries(value).map(([key, member]): YamlMember => {
      const path = `${type}.${key}`;
      own.written.add(path);
      if (sharing && member === 10 && dice.chance(0.2)) {
        own.elsewhere.set(path, 'variable');
        return { key, path, node: { kind: 'raw', value: '"${var.ten}"' } };
      }
      const isSet = Array.isArray(member) && key !== 'pointsOfInterest';
      const make = () => valueNode(key, member ?? null);
      return {
        key,
        path,
        node: isSet ? shareable(state, document, entity, own, path, member, make) : make(),
      };
    });
    return { kind: 'map', members: dice.chance(0.2) ? shuffled(dice, members) : members };
  });
  // Where the whole is an alias, or others are aliases of it, so are its parts.
  if (node.kind === 'alias' && !before.has(type)) own.elsewhere.set(type, 'alias');
  return node;
}

function valueNode(key: string, value: JsonValue): YamlNode {
  if (typeof value === 'number') return { kind: 'number', value };
  if (typeof value === 'string') {
    return key.endsWith('Id') || key.endsWith('Ids')
      ? { kind: 'id', value }
      : { kind: 'text', value: value.replace(/\$\{/gu, '$$${') };
  }
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item) => valueNode(key, item)) };
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([inner, member]) => ({
      key: inner,
      node: valueNode(inner, member ?? null),
    }));
    return { kind: 'map', members };
  }
  return { kind: 'raw', value: 'null' };
}

/** A tree of names. */
function treeNode(state: FileState, own: EntityState, tree: JsonValue): YamlNode {
  const { dice } = state;
  if (typeof tree === 'string') {
    const leaf = { kind: 'text', value: tree.replace(/\$\{/gu, '$$${') } as const;
    return dice.chance(0.1) ? { kind: 'map', members: [{ key: 'segment', node: leaf }] } : leaf;
  }
  if (Array.isArray(tree)) {
    return { kind: 'list', items: tree.map((each) => treeNode(state, own, each)) };
  }
  if (typeof tree !== 'object' || tree === null) throw new Error('no tree');
  const members = Object.entries(tree).map(([key, value]) => ({
    key,
    node: treeNode(state, own, value ?? null),
  }));
  return { kind: 'map', members };
}
