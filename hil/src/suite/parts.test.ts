import { describe, expect, it } from 'vitest';
import { EXIT_OF_STATUS, exitCodeOf } from './exit-code.ts';
import { planned } from './fixtures/fake-station.ts';
import { globMatches } from './glob.ts';
import { expectWithin, limitsText, verdictOf } from './measure.ts';
import { parseQuarantine, quarantineOf } from './quarantine.ts';
import { type Fate, resultOf } from './result.ts';
import { SESSION_SCHEMA, type SessionReport, STATUSES } from './types.ts';

describe('measurements', () => {
  it.each([
    [50, { high: 50 }, 0, 'marginal'],
    [45, { high: 50 }, 0, 'within'],
    [45.1, { high: 50 }, 0, 'marginal'],
    [45, { high: 50 }, 6, 'marginal'],
    [50.01, { high: 50 }, 0, 'outside'],
    [41, { low: 40, high: 60 }, 0, 'marginal'],
    [42, { low: 40, high: 60 }, 0, 'within'],
    [39, { low: 40, high: 60 }, 0, 'outside'],
    [0, { low: 0, high: 0 }, 0, 'within'],
    [Number.NaN, { high: 1 }, 0, 'outside'],
    [12, {}, 3, 'within'],
  ] as const)('%d in %j with sigma %d is %s', (value, limits, sigma, verdict) => {
    expect(verdictOf(value, limits, sigma)).toBe(verdict);
  });

  it('carries its limits and its spread', () => {
    expect(expectWithin('accept', 45, 'ms', { high: 50 }, { uncertainty: 6, samples: [44, 45] })).toEqual({
      name: 'accept',
      value: 45,
      unit: 'ms',
      high: 50,
      uncertainty: 6,
      samples: [44, 45],
      verdict: 'marginal',
    });
    expect([limitsText({ unit: 'ms', low: 1, high: 2 }), limitsText({ unit: 'ms', low: 1 })]).toEqual([
      '1 to 2 ms',
      'at least 1 ms',
    ]);
  });
});

it.each([
  ['timing/*', 'timing/accept', true],
  ['*accept', 'timing/accept', true],
  ['accept', 'timing/accept', false],
  ['timing/a?', 'timing/ab', true],
  ['timing.accept', 'timing/accept', false],
  ['a+(b)', 'a+(b)', true],
])('%s on %s: %j', (glob, id, matches) => expect(globMatches(glob, id)).toBe(matches));

describe('the quarantine list', () => {
  const TEXT =
    '- glob: "timing/*"\n  platforms: [esp32]\n  comment: jitter of its Wi-Fi\n- { glob: "a", comment: b }\n';

  it('holds by id and platform', () => {
    const entries = parseQuarantine(TEXT, 'q.yml');
    expect(quarantineOf(entries, 'timing/x', 'esp32')).toBe('jitter of its Wi-Fi');
    expect(quarantineOf(entries, 'timing/x', 'wasm')).toBeUndefined();
    expect(quarantineOf(entries, 'a', 'wasm')).toBe('b');
    expect(parseQuarantine('', 'q.yml')).toEqual([]);
  });

  it.each([
    ['- glob: a\n  coment: b\n', 'YAML_MISSING_KEY', 'q.yml:1:3 expected the key comment, seen none'],
    [
      '- glob: a\n  comment: b\n  why: c\n',
      'YAML_UNKNOWN_KEY',
      'q.yml:3:8 expected one of glob, platforms, comment, seen the key why',
    ],
    ['- glob: a\n  comment: ""\n', 'YAML_BAD_VALUE', 'q.yml:2:12'],
    ['- glob: a\n  comment: b\n  platforms: [avr]\n', 'YAML_BAD_VALUE', 'each one of wasm'],
    ['glob: a\n', 'YAML_BAD_VALUE', 'expected a list'],
    ['- [', 'YAML_SYNTAX', 'q.yml:'],
    ['- *nobody\n', 'YAML_BAD_VALUE', 'q.yml:1:3'],
    ['- glob: *nobody\n  comment: x\n', 'YAML_SYNTAX', 'q.yml:1'],
  ])('%j is refused', (text, code, words) => {
    expect(() => parseQuarantine(text, 'q.yml')).toThrowError(
      expect.objectContaining({ code, message: expect.stringContaining(words) }),
    );
  });
});

describe('exit codes', () => {
  const reportOf = (...fates: readonly Fate[]): SessionReport => ({
    schema: SESSION_SCHEMA,
    facts: {
      platform: 'wasm',
      serial: '',
      controller: '',
      room: '',
      bench: '',
      dutHello: {},
      benchHello: {},
      seed: 0,
      startedAt: '',
      seconds: 0,
    },
    results: fates.map((fate, index) => resultOf(planned(`t/${index}`), fate)),
  });
  it.each([
    [['passed', 'skipped', 'filtered'], 0],
    [['passed', 'failed', 'error'], 1],
    [['passed', 'blocked'], 3],
    [['passed', 'invalid'], 3],
    [['filtered'], 2],
    [['skipped'], 2],
    [['blocked'], 3],
    [[], 2],
  ] as const)('%j give %d', (statuses, code) => {
    expect(exitCodeOf([reportOf(...statuses.map((status) => ({ status })))])).toBe(code);
  });

  it('knows every status, and time-outs that are nothing worse', () => {
    expect(Object.keys(EXIT_OF_STATUS).sort()).toEqual([...STATUSES].sort());
    const late: Fate = { status: 'failed', code: 'TEST_TIMED_OUT' };
    expect(exitCodeOf([reportOf(late), reportOf({ status: 'error' })])).toBe(42);
    expect(exitCodeOf([reportOf(late), reportOf({ status: 'failed', code: 'LATE' })])).toBe(1);
  });
});
