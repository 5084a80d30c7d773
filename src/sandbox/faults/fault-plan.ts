import { drawFrom } from '../hash.ts';
import type { Fault, FaultEffect } from './fault.ts';

/** What is known of a request before it is carried out. */
interface RequestFacts {
  readonly number: number;
  readonly on: 'token' | 'read' | 'write';
  readonly method: string;
  readonly path: string;
  /** A bulk request that holds no item, which proves an endpoint and writes nothing. */
  readonly isEmpty?: boolean;
}

export interface FaultPlan {
  /** The effect of the first fault that strikes this request, or null. Each request is asked for once. */
  strike(facts: RequestFacts): FaultEffect | null;
}

/** Repeatable: a draw depends on the seed, the fault and the number of the request alone. */
export function createFaultPlan(faults: readonly Fault[], seed: number): FaultPlan {
  const counters = faults.map(() => ({ matched: 0, struck: 0 }));
  return {
    strike: (facts) => {
      let chosen: FaultEffect | null = null;
      faults.forEach((fault, index) => {
        const counter = counters[index];
        if (counter === undefined || !matches(fault, facts)) return;
        counter.matched += 1;
        const isDue =
          isNumbered(fault.when?.nth, counter.matched) &&
          counter.struck < (fault.times ?? Number.POSITIVE_INFINITY) &&
          drawFrom(`${seed}/${index}/${facts.number}`) < (fault.when?.probability ?? 1);
        if (!isDue || chosen !== null) return;
        counter.struck += 1;
        chosen = fault.effect;
      });
      return chosen;
    },
  };
}

/** It waits for a request that holds what it is about. */
function isAboutItems({ kind }: FaultEffect): boolean {
  return kind === 'item' || kind === 'refuse-items' || kind === 'lose-items';
}

function matches({ when = {}, effect }: Fault, facts: RequestFacts): boolean {
  return (
    !(facts.isEmpty && isAboutItems(effect)) &&
    (when.on ?? facts.on) === facts.on &&
    (when.method ?? facts.method) === facts.method &&
    facts.path.includes(when.path ?? '') &&
    isNumbered(when.request, facts.number)
  );
}

function isNumbered(wanted: number | readonly number[] | undefined, number: number): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'number' ? wanted === number : wanted.includes(number);
}
