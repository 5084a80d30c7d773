/** One entry of a manifest, its values its own or shared with others. */
import type { JsonObject, JsonValue } from '../../../src/model/text/json.ts';
import type { Dice } from '../../fuzz/create-dice.ts';
import { type Account, type Entity, entityOf, mapTree } from './account.ts';
import type { Emitter, Piece } from './pieces.ts';
import {
  type PrintStyle,
  printFlowMap,
  printMembers,
  type YamlMember,
  type YamlNode,
} from './print-node.ts';
import { shuffled } from './random-account.ts';

/** Why a value is not the entry's own. */
export type Elsewhere =
  | 'alias'
  | 'anchor'
  | 'merge-key'
  | 'variable'
  | 'defaults'
  /** A part of it is an alias, or has an anchor: what else is in it may be edited. */
  | 'partly';

/** The variables of every project. */
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

export interface FileState {
  readonly dice: Dice;
  readonly account: Account;
  readonly emit: Emitter;
  readonly style: PrintStyle;
  readonly sharing: boolean;
  /** Some leaves are written `segment: NAME`. */
  readonly longForm: boolean;
  readonly entities: Map<string, EntityState>;
  readonly file: string;
  readonly nextAnchor: () => string;
}

export interface EntityState {
  line: number;
  column: number;
  readonly file: string;
  readonly written: Set<string>;
  readonly elsewhere: Map<string, Elsewhere>;
  /** Attributes that the entry leaves to the UI. */
  readonly ignored: Set<string>;
}

export interface DocumentState {
  readonly anchors: Anchor[];
  readonly shared: readonly SharedMap[];
  readonly defaults: JsonObject;
}

export interface SharedMap {
  readonly anchor: string;
  readonly value: JsonObject;
}

export function writeEntry(
  state: FileState,
  document: DocumentState,
  entity: Entity,
  indent: number,
): void {
  const { dice, emit, entities, file } = state;
  const own: EntityState = {
    ...{ file, line: 0, column: 0, written: new Set<string>() },
    elsewhere: new Map<string, Elsewhere>(),
    ignored: new Set<string>(),
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
  const blank = { ...tag, role: 'gap' } as const;
  if (isBelow) emit.add(`\n${' '.repeat(indent + 1 + gap)}`, blank);
  else emit.add(' '.repeat(gap), blank);
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
    put(
      'description',
      shareable(state, document, entity, own, 'description', description, () =>
        text(state, own, 'description', description),
      ),
    );
  }
  if (account.side === 'retail-media' && !isGiven('retailerId', entity.owner)) {
    const isVariable = sharing && entity.owner === '1234' && dice.chance(0.1);
    if (isVariable) own.elsewhere.set('retailerId', 'variable');
    put(
      'retailerId',
      isVariable
        ? { kind: 'raw', value: '"${var.retailer}"' }
        : { kind: 'id', value: entity.owner },
    );
  }
  if (type !== null) put(type, blockNode(state, document, entity, own, type, seed));
  if (algebra !== null) {
    const named = mapTree<JsonValue>(algebra, (key) => entityOf(account, key).name);
    put(
      'algebra',
      shareable(state, document, entity, own, 'algebra', named, () =>
        treeNode(state, document, entity, own, named),
      ),
    );
  }
  if (dice.chance(0.1)) {
    members.push({
      key: 'meta',
      node: { kind: 'map', members: [{ key: 'owner', node: { kind: 'text', value: 'Ana' } }] },
      path: 'meta',
    });
  }
  if (dice.chance(0.08)) {
    const path = dice.pick([
      'description',
      type === 'events' ? 'events.lookbackDays' : 'description',
    ]);
    own.ignored.add(path);
    const value = `{ ignoreChanges: [${path}] }`;
    members.push({ key: 'lifecycle', node: { kind: 'raw', value }, path: 'lifecycle' });
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
    for (const key of type === 'events' ? ['categoryIds', 'brandIds', 'minPrice'] : []) {
      if (value[key] !== undefined || !dice.chance(0.05)) continue;
      const path = `${type}.${key}`;
      own.written.add(path);
      const empty = dice.pick(key === 'minPrice' ? ['null', '~'] : ['[]', 'null', '~']);
      members.push({ key, path, node: { kind: 'raw', value: empty } });
    }
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
function treeNode(
  state: FileState,
  document: DocumentState,
  entity: Entity,
  own: EntityState,
  tree: JsonValue,
): YamlNode {
  const { dice } = state;
  if (typeof tree === 'string') {
    const leaf = leafNode(state, document, entity, own, tree);
    return state.longForm && dice.chance(0.1)
      ? { kind: 'map', members: [{ key: 'segment', node: leaf }] }
      : leaf;
  }
  if (Array.isArray(tree)) {
    return {
      kind: 'list',
      items: tree.map((each) => treeNode(state, document, entity, own, each)),
    };
  }
  if (typeof tree !== 'object' || tree === null) throw new Error('no tree');
  const members = Object.entries(tree).map(([key, value]) => ({
    key,
    node: treeNode(state, document, entity, own, value ?? null),
  }));
  return { kind: 'map', members };
}

/** A name that may have an anchor, or be an alias of one. */
function leafNode(
  { dice, sharing, entities, nextAnchor }: FileState,
  { anchors }: DocumentState,
  entity: Entity,
  own: EntityState,
  name: string,
): YamlNode {
  const leaf = { kind: 'text', value: name.replace(/\$\{/gu, '$$${') } as const;
  if (!sharing) return leaf;
  const known = anchors.find(({ path, json }) => path === 'leaf' && json === name);
  if (known && dice.chance(0.5)) {
    for (const state of [own, known.entity === null ? undefined : entities.get(known.entity)]) {
      if (state && !state.elsewhere.has('algebra')) state.elsewhere.set('algebra', 'partly');
    }
    return { kind: 'alias', value: known.name };
  }
  if (known || !dice.chance(0.05)) return leaf;
  const anchor = nextAnchor();
  anchors.push({ name: anchor, path: 'leaf', json: name, entity: entity.key });
  return { ...leaf, anchor };
}
