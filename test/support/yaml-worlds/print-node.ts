/** Values as YAML in every style, in pieces that say what they belong to. */
import type { Dice } from '../../fuzz/create-dice.ts';
import type { Emitter, PieceRole, PieceTag } from './pieces.ts';
import { writeId, writeNumber, writeText } from './scalars.ts';

export type YamlNode =
  | { readonly kind: 'text'; readonly value: string; readonly anchor?: string }
  | { readonly kind: 'id'; readonly value: string; readonly anchor?: string }
  | { readonly kind: 'number'; readonly value: number; readonly anchor?: string }
  /** As it stands. */
  | { readonly kind: 'raw'; readonly value: string; readonly anchor?: string }
  | { readonly kind: 'alias'; readonly value: string; readonly anchor?: undefined }
  | { readonly kind: 'list'; readonly items: readonly YamlNode[]; readonly anchor?: string }
  | { readonly kind: 'map'; readonly members: readonly YamlMember[]; readonly anchor?: string };

export interface YamlMember {
  readonly key: string;
  readonly node: YamlNode;
  /** Of the attribute, where it is one; members of a map without one belong to their map. */
  readonly path?: string;
  /** Its members are attributes: it may get more. */
  readonly isOpen?: true;
}

export interface PrintStyle {
  readonly dice: Dice;
  readonly emit: Emitter;
  /** Blanks of one level. */
  readonly step: number;
  /** How often a comment stands in any place for one. */
  readonly comments: number;
  /** How often a map or list is written in one line. */
  readonly flow: number;
  /** Writes the next comment about something, without its line end. */
  readonly comment: (about: string) => string;
  /** The key of the entity; null for what is none. */
  readonly entity: string | null;
}

export interface PrintPlace {
  /** Of the keys of the map, or of the dashes of the list. */
  readonly indent: number;
  readonly inFlow: boolean;
  /** The attribute that this belongs to; empty for the entity. */
  readonly path: string;
  /** Without a blank before it. */
  readonly isTight?: boolean;
}

function tagOf(style: PrintStyle, path: string, role: PieceRole): PieceTag | null {
  return style.entity === null ? null : { entity: style.entity, path, role };
}

/** A value behind its key or dash, without the line end; it begins with a blank or a line end. */
function printNode(style: PrintStyle, node: YamlNode, at: PrintPlace): void {
  const { emit, dice } = style;
  const tag = tagOf(style, at.path, at.path === '' ? 'entity' : 'value');
  const mark = node.anchor === undefined ? '' : `${at.isTight ? '' : ' '}&${node.anchor}`;
  const blank = at.isTight ? '' : dice.chance(0.04) && !at.inFlow ? dice.pick(['   ', '\t']) : ' ';
  const place = { ...at, isLoose: at.path === 'description' };
  switch (node.kind) {
    case 'text': {
      const isBelow = !at.inFlow && at.path !== '' && dice.chance(0.03);
      if (isBelow) {
        const comment = dice.chance(style.comments) ? ` ${style.comment('')}` : '';
        emit.add(`${mark}${comment}\n${' '.repeat(at.indent + 1)}`, tag);
        emit.add(writeText(node.value, dice, { ...place, isShort: true }), tag);
        return;
      }
      const text = writeText(node.value, dice, place);
      const [header = '', ...lines] = text.split('\n');
      const hasComment = /^[|>]/u.test(text) && dice.chance(style.comments);
      const comment = hasComment ? ` ${style.comment('')}` : '';
      emit.add(`${mark}${blank}${[`${header}${comment}`, ...lines].join('\n')}`, tag);
      return;
    }
    case 'id':
      emit.add(`${mark}${blank}${writeId(node.value, dice)}`, tag);
      return;
    case 'number':
      emit.add(`${mark}${blank}${writeNumber(node.value, dice)}`, tag);
      return;
    case 'raw':
      emit.add(`${mark}${blank}${node.value}`, tag);
      return;
    case 'alias':
      // A colon or a comma may follow.
      emit.add(`${blank}*${node.value}`, tag);
      if (at.inFlow) emit.add(' ', at.path === '' ? tagOf(style, '', 'gap') : tag);
      return;
    default: {
      const isFlow = at.inFlow || dice.chance(style.flow) || isEmpty(node);
      printContainer(style, node, { ...at, isFlow });
    }
  }
}

type YamlContainer = Extract<YamlNode, { readonly kind: 'list' | 'map' }>;

function printContainer(
  style: PrintStyle,
  node: YamlContainer,
  at: PrintPlace & { readonly isFlow: boolean },
): void {
  if (node.anchor !== undefined) {
    const tag = tagOf(style, at.path, at.path === '' ? 'entity' : 'value');
    style.emit.add(`${at.isTight ? '' : ' '}&${node.anchor}`, tag);
  }
  if (node.kind === 'list') (at.isFlow ? printFlowList : printBlockList)(style, node.items, at);
  else (at.isFlow ? printFlowMap : printBlockMap)(style, node.members, at);
}

function isEmpty(node: YamlNode): boolean {
  if (node.kind === 'list') return node.items.length === 0;
  return node.kind === 'map' && node.members.length === 0;
}

function commentAbove(
  style: PrintStyle,
  indent: number,
  about: string,
  tag: PieceTag | null,
): void {
  const { dice, emit } = style;
  if (!dice.chance(style.comments)) return;
  const count = dice.chance(0.2) ? 2 : 1;
  for (let n = 0; n < count; n += 1) {
    const margin = dice.chance(0.05) ? 0 : indent;
    emit.add(`${' '.repeat(margin)}${style.comment(about)}\n`, tag);
  }
}

/** What a comment of this is about: a word that stands in its line. */
function wordOf(node: YamlNode): string {
  if (node.kind === 'list') return node.items[0] ? wordOf(node.items[0]) : '';
  if (node.kind === 'map') return node.members[0] ? wordOf(node.members[0].node) : '';
  return String(node.value);
}

function endsInBlock({ pieces }: Emitter, from: number): boolean {
  const text = pieces
    .slice(from)
    .map((piece) => piece.text)
    .join('');
  return /(?:^|[\s:])[|>][-+0-9]*(?: #[^\n]*)?\n/u.test(text);
}

function printBlockList(style: PrintStyle, items: readonly YamlNode[], at: PrintPlace): void {
  const { emit, dice } = style;
  const tag = tagOf(style, at.path, at.path === '' ? 'entity' : 'value');
  // Dashes may stand below their key.
  const indent = at.indent + (dice.chance(0.3) ? 0 : style.step);
  items.forEach((item, n) => {
    emit.add('\n', tag);
    if (n > 0 && dice.chance(0.05)) emit.add('\n', tag);
    commentAbove(style, indent, wordOf(item), tag);
    emit.add(`${' '.repeat(indent)}-`, tag);
    printItem(style, item, indent, at.path);
  });
}

function printItem(style: PrintStyle, item: YamlNode, indent: number, path: string): void {
  const { emit, dice } = style;
  const tag = tagOf(style, path, path === '' ? 'entity' : 'value');
  const before = emit.pieces.length;
  if (item.kind === 'map' && item.anchor === undefined && !dice.chance(style.flow)) {
    const gap = 1 + (dice.chance(0.1) ? 2 : 0);
    emit.add(' '.repeat(gap), tag);
    printMembers(style, item.members, {
      at: { indent: indent + 1 + gap, inFlow: false, path },
      isOpen: false,
    });
    return;
  }
  printNode(style, item, { indent, inFlow: false, path });
  if (dice.chance(style.comments) && !endsInBlock(emit, before)) {
    emit.add(`${dice.pick([' ', '  '])}${style.comment(wordOf(item))}`, tag);
  }
}

function printBlockMap(style: PrintStyle, members: readonly YamlMember[], at: PrintPlace): void {
  const { emit } = style;
  const indent = at.indent + style.step;
  const isTree = at.path === 'algebra' || at.path.endsWith('pointsOfInterest');
  const tag = tagOf(style, at.path, isTree ? 'value' : 'gap');
  emit.add('\n', tag);
  emit.add(' '.repeat(indent), tag);
  printMembers(style, members, { at: { ...at, indent }, isOpen: at.path !== '' });
}

/** The members of a block map; the first one stands where the text is. */
export function printMembers(
  style: PrintStyle,
  members: readonly YamlMember[],
  { at, isOpen }: { readonly at: PrintPlace; readonly isOpen: boolean },
): void {
  const { emit, dice } = style;
  const slot = () => emit.add('', tagOf(style, at.path, 'slot'));
  const isTree = at.path === 'algebra' || at.path.endsWith('pointsOfInterest');
  members.forEach(({ key, node, path = at.path }, n) => {
    const isOwn = path !== at.path;
    const role = isOwn ? 'key' : isTree ? 'value' : 'entity';
    const tag = tagOf(style, path, role);
    const gap = isTree ? tag : tagOf(style, path, 'gap');
    if (n > 0) {
      emit.add('\n', gap);
      if (!isTree) slot();
      if (dice.chance(0.03) && !isTree) emit.add('\n', gap);
      commentAbove(style, at.indent, isTree ? wordOf(node) : key, tag);
      emit.add(' '.repeat(at.indent), gap);
    }
    const quote = key !== '<<' && dice.chance(0.03) ? dice.pick(['"', "'"]) : '';
    emit.add(`${quote}${key}${quote}:`, tag);
    const before = emit.pieces.length;
    const isContainer = node.kind === 'map' || node.kind === 'list';
    const isFlow = isContainer && (dice.chance(style.flow) || isEmpty(node));
    if (isContainer && !isFlow && node.anchor === undefined && dice.chance(style.comments)) {
      emit.add(` ${style.comment(key)}`, path === 'algebra' ? tagOf(style, path, 'value') : tag);
    }
    const inner = { indent: at.indent, inFlow: false, path };
    if (isContainer) printContainer(style, node, { ...inner, isFlow });
    else printNode(style, node, inner);
    const isOneLine = !isContainer || isFlow;
    if (isOneLine && dice.chance(0.02) && !endsInBlock(emit, before)) {
      emit.add(dice.pick([' ', '  ', '\t']), tagOf(style, path, role === 'key' ? 'value' : role));
    }
    if (isOneLine && dice.chance(style.comments) && !endsInBlock(emit, before)) {
      emit.add(
        `${dice.pick([' ', '   '])}${style.comment(isTree ? wordOf(node) : key)}`,
        path === 'algebra' ? tagOf(style, path, 'value') : tag,
      );
    }
  });
  if (isOpen || at.path === '') slot();
}

function printFlowList(style: PrintStyle, items: readonly YamlNode[], at: PrintPlace): void {
  const { emit, dice } = style;
  const tag = tagOf(style, at.path, at.path === '' ? 'entity' : 'value');
  const isWide = !at.inFlow && items.length > 0 && dice.chance(0.2);
  const margin = ' '.repeat(at.indent + 1 + style.step);
  emit.add(at.isTight ? '[' : ' [', tag);
  items.forEach((item, n) => {
    if (isWide) emit.add(`\n${margin}`, tag);
    const isTight = n === 0 && !isWide && item.anchor === undefined && dice.chance(0.8);
    printNode(style, item, { ...at, inFlow: true, isTight });
    const isLast = n === items.length - 1;
    emit.add(isLast && !(isWide && dice.chance(0.5)) ? '' : ',', tag);
    if (isWide && dice.chance(style.comments)) emit.add(` ${style.comment(wordOf(item))}`, tag);
  });
  emit.add(isWide ? `\n${' '.repeat(at.indent + 1)}]` : dice.chance(0.1) ? ' ]' : ']', tag);
}

/** Braces are the attribute's own value, or those of the entity or of its type. */
export function printFlowMap(
  style: PrintStyle,
  members: readonly YamlMember[],
  at: PrintPlace,
): void {
  const { emit, dice } = style;
  const isTree = at.path === 'algebra' || at.path.endsWith('pointsOfInterest');
  const own = tagOf(style, at.path, isTree ? 'value' : 'entity');
  const gap = isTree ? own : tagOf(style, at.path, 'gap');
  const slot = () => emit.add('', isTree ? own : tagOf(style, at.path, 'slot'));
  const isWide = !at.inFlow && members.length > 0 && dice.chance(0.2);
  const margin = ' '.repeat(at.indent + 1 + style.step);
  emit.add(at.isTight ? '{' : ' {', own);
  slot();
  members.forEach(({ key, node, path = at.path }, n) => {
    const tag = path === at.path ? own : tagOf(style, path, 'key');
    if (isWide) emit.add(`\n${margin}`, gap);
    else if (n === 0) emit.add(dice.chance(0.7) ? ' ' : '', gap);
    else emit.add(' ', gap);
    emit.add(`${key}:`, tag);
    printNode(style, node, { ...at, inFlow: true, path, isTight: false });
    const isLast = n === members.length - 1;
    emit.add(isLast ? '' : ',', gap);
    if (isWide && dice.chance(style.comments)) emit.add(` ${style.comment(key)}`, tag);
    slot();
  });
  if (isWide) emit.add(`\n${' '.repeat(at.indent + 1)}`, gap);
  else emit.add(dice.chance(0.7) && members.length > 0 ? ' ' : '', gap);
  emit.add('}', own);
}
