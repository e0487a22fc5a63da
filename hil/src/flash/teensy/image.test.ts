/** Images of a Teensy 4.1: what is taken, and which error each bad one has. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { teensyHex, teensyImageBytes } from '../stand-ins/images.ts';
import { NEW_BUILD } from '../stand-ins/plan.ts';
import { BLOCK_BYTES, parseTeensyImage } from './image.ts';

const good = teensyHex({ buildHash: NEW_BUILD });
const lines = Buffer.from(good).toString('latin1').trim().split('\n');
const codeFor = (hex: Uint8Array): string => {
  try {
    parseTeensyImage(hex);
    return 'OK';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');

describe('image of a Teensy 4.1', () => {
  it('is read block by block, blank ones skipped', () => {
    const image = parseTeensyImage(good);
    expect(image.bytes).toEqual(new Uint8Array(teensyImageBytes({ buildHash: NEW_BUILD })));
    expect(image.blocks).toEqual([0, 1, 2, 3, 4, 5, 7]);
    expect(image.skipped).toBe(1);
  });

  it.each([
    ['another base', teensyHex({ buildHash: NEW_BUILD, base: 0 }), 'IMAGE_PLATFORM'],
    ['a Teensy 4.0', teensyHex({ buildHash: NEW_BUILD, flashBytes: 0x00200000 }), 'IMAGE_PLATFORM'],
    ['a MicroMod', teensyHex({ buildHash: NEW_BUILD, flashBytes: 0x01000000 }), 'IMAGE_PLATFORM'],
    ['no configuration block', text(':0400000460000000\n:00000001FF'), 'IMAGE_MALFORMED'],
    ['an end alone', text(':00000001FF\n'), 'IMAGE_TRUNCATED'],
    ['an ELF', text('\x7fELF'), 'IMAGE_MALFORMED'],
    ['nothing', text(''), 'IMAGE_MALFORMED'],
    ['a wrong checksum', text(`:0100000000FE\n${lines.join('\n')}\n`), 'IMAGE_MALFORMED'],
    ['beyond the end', teensyHex({ buildHash: NEW_BUILD, tailEnd: 0x607c0001 }), 'IMAGE_TOO_LARGE'],
  ])('refuses %s', (_, hex, code) => {
    expect(codeFor(hex)).toBe(code);
  });

  it('takes one that fills the flash to its last byte', () => {
    const image = parseTeensyImage(teensyHex({ buildHash: NEW_BUILD, tailEnd: 0x607c0000 }));
    expect(image.bytes.length).toBe(0x7c0000);
    expect(image.blocks).toEqual([0, 1, 2, 3, 4, 5, 7, 0x7c0000 / BLOCK_BYTES - 1]);
  });

  it('names a 4.0 when it refuses its image', () => {
    expect(() => parseTeensyImage(teensyHex({ buildHash: NEW_BUILD, flashBytes: 0x00200000 }))).toThrow(/Teensy 4\.0/);
  });

  it('refuses a file cut anywhere, also where the end record was put back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: good.length - 3 }), (length) => {
        expect(codeFor(good.subarray(0, length))).not.toBe('OK');
      }),
    );
    for (let kept = 2; kept < lines.length - 1; kept += 17) {
      const cut = [...lines.slice(0, kept), lines.at(-1)].join('\n');
      expect(['IMAGE_TRUNCATED', 'IMAGE_PLATFORM']).toContain(codeFor(text(`${cut}\n`)));
    }
  });

  it('has whole blocks', () => {
    expect(parseTeensyImage(teensyHex({ buildHash: NEW_BUILD, bytes: 6000 })).bytes.length % BLOCK_BYTES).toBe(0);
  });
});
