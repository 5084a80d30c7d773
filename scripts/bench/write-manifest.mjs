/**
 * The text of a manifest as people write it: blocks on lines, short things in one line.
 * @param list `segments` or `audiences`
 * @param entities what is declared, with its keys in order
 * @param head `{ comment, defaults }`
 */
export function writeManifest(list, entities, { comment, defaults }) {
  const lines = [`# ${comment}`];
  if (defaults !== null) lines.push(`defaults: ${writeFlow(defaults)}`, '');
  lines.push(`${list}:`);
  for (const { name, description, meta, algebra, ...blocks } of entities) {
    lines.push(`  - name: ${name}`);
    if (description !== undefined) lines.push(`    description: ${description}`);
    for (const [key, block] of Object.entries(blocks)) lines.push(...writeBlock(key, block));
    if (typeof algebra === 'string') lines.push(`    algebra: ${algebra}`);
    else if (algebra !== undefined) lines.push('    algebra:', ...writeAlgebra(algebra, '      '));
    if (meta !== undefined) lines.push(`    meta: ${writeFlow(meta)}`);
    lines.push('');
  }
  return lines.join('\n');
}

/** A long block goes over several lines, a key in each. */
function writeBlock(key, block) {
  const flow = `    ${key}: ${writeFlow(block)}`;
  if (flow.length <= 100) return [flow];
  const inner = Object.entries(block).flatMap(([name, value]) => {
    const line = `      ${name}: ${writeFlow(value)}`;
    if (line.length <= 100 || !Array.isArray(value)) return [line];
    return [`      ${name}:`, ...value.map((item) => `        - ${writeFlow(item)}`)];
  });
  return [`    ${key}:`, ...inner];
}

function writeAlgebra(node, indent) {
  const [[operator, operands]] = Object.entries(node);
  return [
    `${indent}${operator}:`,
    ...operands.flatMap((operand) => writeOperand(operand, `${indent}  `)),
  ];
}

function writeOperand(operand, indent) {
  if (typeof operand === 'string') return [`${indent}- ${operand}`];
  if ('not' in operand) return [`${indent}- not: ${operand.not}`];
  const [first, ...rest] = writeAlgebra(operand, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

const plainWord = /^[A-Za-z][A-Za-z0-9]*$/u;

function writeFlow(value) {
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(', ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value);
    if (entries.length === 0) return '{}';
    return `{ ${entries.map(([key, inner]) => `${key}: ${writeFlow(inner)}`).join(', ')} }`;
  }
  return typeof value === 'string' && !plainWord.test(value)
    ? JSON.stringify(value)
    : String(value);
}
