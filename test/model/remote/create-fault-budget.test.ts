import { describe, expect, test } from '@jest/globals';
import { createFaultBudget } from '../../../src/model/remote/create-fault-budget.ts';

describe('createFaultBudget', () => {
  test('gives what is left and then nothing', () => {
    const budget = createFaultBudget(1000);
    expect(budget.take(0, 600)).toBe(600);
    expect(budget.take(600, 600)).toBe(400);
    expect(budget.take(5000, 1)).toBe(0);
  });

  test('counts time and not the sum over parallel waits', () => {
    const budget = createFaultBudget(1000);
    expect(budget.take(0, 600)).toBe(600);
    expect(budget.take(0, 600)).toBe(600);
    expect(budget.take(300, 900)).toBe(700);
    expect(budget.take(1000, 1)).toBe(0);
  });

  test('counts requests that were lost', () => {
    const budget = createFaultBudget(1000);
    budget.charge(0, 900);
    expect(budget.take(900, 500)).toBe(100);
  });
});
