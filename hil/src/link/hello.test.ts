/** HELLO as boards send it, as old boards sent it, and as nobody may; and who is refused by it. */
import { CONTRACT_HASH } from '@understudy/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkError } from './errors.ts';
import { decodeHello } from './hello.ts';
import { expectBoard } from './identity.ts';
import { LINK_HASH } from './messages.ts';
import { pack, utf8 } from './payload.ts';

const text = (value: string): Uint8Array => Uint8Array.of(utf8(value).length, ...utf8(value));
const head = pack(
  ...[7, 25_000_000, 128, 4096, 3].map((word) => ({ word })),
  { byte: 1 },
  ...['teensy41', '1.0.0', 'b00d', CONTRACT_HASH].map(text),
);
const tail = (role: number, linkHash = LINK_HASH): Uint8Array =>
  pack(
    { byte: role },
    text('1234560'),
    text('abc'),
    { byte: 1 },
    text(linkHash),
    { half: 255 },
    Uint8Array.of(2, 0b1001, 0xc0),
  );
const hello = (role: number, linkHash?: string) => decodeHello(pack(head, tail(role, linkHash)));
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error instanceof LinkError ? error.code : error;
  }
  return undefined;
};

describe('HELLO', () => {
  it('says who is there', () => {
    expect(hello(1)).toMatchObject({
      nonce: 7,
      startCount: 3,
      board: 'teensy41',
      role: 'bench',
      chipSerial: '1234560',
      gitSha: 'abc',
      bootReason: 'WATCHDOG',
      linkHash: LINK_HASH,
      frameBytes: 255,
    });
    expect([...hello(0).pins]).toEqual([
      [0, 'input'],
      [1, 'output'],
      [7, 'both'],
    ]);
  });

  it('of firmware older than the bench is read, and refused', () => {
    const old = decodeHello(head);
    expect(old).toMatchObject({ board: 'teensy41', role: 'dut', linkHash: '' });
    expect(codeOf(() => expectBoard(old, 'dut'))).toBe('LINK_HASH_MISMATCH');
  });

  it('is read or refused with a code, whatever bytes it has', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 234 }), (bytes) => {
        const code = codeOf(() => decodeHello(bytes));
        expect(code === undefined || code === 'LINK_PROTOCOL').toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        const code = codeOf(() => decodeHello(pack(head, bytes)));
        expect(code === undefined || code === 'LINK_PROTOCOL').toBe(true);
      }),
    );
  });
});

describe('a board is refused', () => {
  it.each([
    ['another link', 0, 'dut', { linkHash: 'x', contractHash: CONTRACT_HASH }, 'LINK_HASH_MISMATCH'],
    ['another contract', 0, 'dut', { linkHash: LINK_HASH, contractHash: 'x' }, 'CONTRACT_HASH_MISMATCH'],
    ['a bench for a DUT', 1, 'dut', undefined, 'WRONG_ROLE'],
    ['a DUT for a bench', 0, 'bench', undefined, 'WRONG_ROLE'],
    ['the right one', 0, 'dut', undefined, undefined],
  ] as const)('for %s', (_name, role, wanted, expected, code) => {
    expect(codeOf(() => expectBoard(hello(role), wanted, expected))).toBe(code);
  });
});
