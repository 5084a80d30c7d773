/** Rules and people that name what an account has, in every form in which they may. */
import type { Dice } from '../../fuzz/create-dice.ts';
import type { Account } from './account.ts';
import type { YamlMember, YamlNode } from './print-node.ts';
import { someOf } from './random-account.ts';

export interface RuleLists {
  readonly rules: readonly (readonly YamlMember[])[];
  readonly people: readonly (readonly YamlMember[])[];
}

/** As a glob that matches this name alone. */
export function asGlob(name: string): string {
  return name.replace(/[\\*?]/gu, '\\$&');
}

export function randomRules(dice: Dice, account: Account): RuleLists {
  const names = account.entities.map(({ name }) => name);
  const audiences = account.entities.flatMap(({ kind, name }) =>
    kind === 'audience' ? [asGlob(name)] : [],
  );
  const text = (value: string): YamlNode => ({
    kind: 'text',
    value: value.replace(/\$\{/gu, '$$${'),
  });
  const list = (items: readonly string[]): YamlNode =>
    items.length === 1 && dice.chance(0.5)
      ? text(items[0] ?? '')
      : { kind: 'list', items: items.map(text) };
  const refer = (key: string, items: readonly string[]): readonly YamlMember[] =>
    items.length === 0 ? [] : [{ key, node: list(items), path: 'refs' }];
  const named = (name: string): YamlMember => ({ key: 'name', node: text(name) });
  const warning: YamlMember = { key: 'level', node: text('warning') };
  const pick = () => dice.pick(names);
  const globs = () => [...someOf(dice, audiences, 0.4), ...(dice.chance(0.3) ? ['FR | *'] : [])];
  const rules = Array.from({ length: dice.below(4) }, (_, n): readonly YamlMember[] => {
    const over = [named(`Rule ${n}`), ...refer('audiences', globs()), ...refer('except', globs())];
    const kind = dice.below(3);
    if (kind === 0) return [...over, ...refer('excludes', [...new Set([pick(), pick()])]), warning];
    if (kind === 1) return [...over, { key: 'within', node: text(pick()), path: 'refs' }, warning];
    const groups: YamlNode = {
      kind: 'list',
      items: [...audiences.slice(0, 2), 'X*', 'Y*'].map(text),
    };
    return [named(`Rule ${n}`), { key: 'disjoint', node: groups, path: 'refs' }, warning];
  });
  const people = Array.from({ length: dice.below(3) }, (_, n): readonly YamlMember[] => {
    const inside = someOf(dice, names, 0.3);
    const outside = names.filter((name) => !inside.includes(name) && dice.chance(0.2));
    return [
      named(`Person ${n}`),
      ...refer('in', inside),
      ...refer('notIn', outside),
      ...refer('notReachedBy', ['X *', ...(dice.chance(0.3) ? globs() : [])]),
    ];
  });
  return { rules, people };
}
