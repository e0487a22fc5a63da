import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../utf8.ts';
import { plainValue, readJson } from './json-reader.ts';

const roomy = { bytes: 1 << 20, depth: 100, keys: 10_000 };
const reads = (text: string, limits = roomy): boolean => readJson(encodeUtf8(text), limits).ok;

describe('the strict JSON reader', () => {
  it('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.nat({ max: 3 }), (value, indent) => {
        const result = readJson(encodeUtf8(JSON.stringify(value, null, indent)), roomy);
        if (!result.ok) throw new Error(JSON.stringify(result.failure));
        expect(JSON.stringify(plainValue(result.node))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('refuses what JSON.parse refuses, and accepts no more', () => {
    const fragment = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-',
      '0',
      '.',
      'e',
      '+',
      'true',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 9 }), (parts) => {
        const text = parts.join('');
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        if (reads(text) !== valid) {
          // The one thing that JSON.parse lets through here.
          expect(valid && text.match(/"a"/g)?.length).toBeGreaterThan(1);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['a duplicate key', '{"a":1,"a":2}'],
    ['a duplicate key behind an escape', '{"a":1,"\\u0061":2}'],
    ['a lone surrogate', '"\\ud800"'],
    ['a lone trail', '"\\udc00"'],
    ['a lead before a plain letter', '"\\ud800\\u0041"'],
    ['a raw control character', '"\u0001"'],
    ['a byte order mark', '\ufeff{}'],
    ['a leading zero', '01'],
    ['an unknown escape', '"\\x41"'],
    ['a sign in an escape', '"\\u+041"'],
    ['nothing', ''],
    ['only space', '  '],
  ])('refuses %s', (_, text) => expect(reads(text)).toBe(false));

  it('reads an escaped pair', () => {
    const result = readJson(encodeUtf8('"\\ud83d\\ude00"'));
    expect(result.ok && plainValue(result.node)).toBe('😀');
  });

  it('counts depth with the outermost, keys over all levels, and bytes', () => {
    const nest = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    const keys = (count: number): string =>
      `{"x":{${Array.from({ length: count - 1 }, (_, index) => `"k${index}":0`).join()}}}`;
    const limits = { bytes: 2048, depth: 10, keys: 64 };
    expect([reads(nest(10), limits), reads(nest(11), limits)]).toEqual([true, false]);
    expect([reads(keys(64), limits), reads(keys(65), limits)]).toEqual([true, false]);
    expect([reads(`"${'x'.repeat(2046)}"`, limits), reads(`"${'x'.repeat(2047)}"`, limits)]).toEqual([true, false]);
  });

  it('says where a value stood', () => {
    const text = ' {"é" : {"b": [1, 2]} } ';
    const bytes = encodeUtf8(text);
    const result = readJson(bytes);
    if (!result.ok || result.node.kind !== 'object') throw new Error('not read');
    const inner = result.node.members.get('é');
    expect(new TextDecoder().decode(bytes.subarray(inner?.start, inner?.end))).toBe('{"b": [1, 2]}');
  });
});
