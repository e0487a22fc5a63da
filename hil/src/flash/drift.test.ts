import { describe, expect, it } from 'vitest';
import { findDrift } from './drift.ts';

const expected = { controller: 'clockwork/gearbox', buildHash: 'b1', contractHash: 'c1', tableHash: 't1' };

describe('configuration drift', () => {
  it('is none where all that both sides tell is equal', () => {
    expect(findDrift(expected, { buildHash: 'b1', contractHash: 'c1', tableHash: 't1' })).toEqual([]);
    expect(findDrift(expected, { buildHash: 'b1', contractHash: 'c1' })).toEqual([]);
  });

  it('tells each difference with what to do', () => {
    const findings = findDrift(expected, { buildHash: 'b0', contractHash: 'c0', tableHash: 't0' });
    expect(findings.map(({ code, what, seen }) => [code, what, seen])).toEqual([
      ['DRIFT', 'build', 'b0'],
      ['DRIFT', 'contract', 'c0'],
      ['DRIFT', 'table', 't0'],
    ]);
    expect(findings[0]?.message).toBe('clockwork/gearbox: expected build b1, seen b0');
    expect(findings.every(({ next }) => next.length > 0)).toBe(true);
  });
});
