import { createHash, createHmac as nodeHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { crc32 } from './crc32.ts';
import { ContractError } from './errors.ts';
import { fromHex, toHex } from './hex.ts';
import { createHmac, createSha256 } from './sha256.ts';
import { canonicalCommand, createSigner, encodeCommand, type UnsignedCommand, verifyCommand } from './signing.ts';
import { decodeUtf8, encodeUtf8, utf8Length } from './utf8.ts';

const GOLDEN_KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const GOLDEN: UnsignedCommand = {
  room_id: 'clockwork',
  device_id: 'lever_boiler_newell_post',
  command_id: '00000000-0000-4000-8000-000000000001',
  correlation_id: '00000000-0000-4000-8000-000000000002',
  sequence: 1,
  issued_at_unix_ms: 1767600000123,
  action: 'SET',
  safety_class: 'CRITICAL',
  parameters: { op: 'stepper_up', a: { d: 4, c: 3 } },
};
const GOLDEN_MAC = '4bfa523f1e7dc0dca3ec6820a7e4dfd44655f12d723777ea3070c9d6353ca239';

interface CommandVector {
  readonly key_hex: string;
  readonly command: UnsignedCommand;
  readonly canonical: string;
  readonly mac_hex: string;
}
const vectors: CommandVector[] = readFileSync(
  new URL('../../../firmware/vectors/commands.jsonl', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

describe('the golden vector', () => {
  it('gives the MAC of the contract', () => {
    const signer = createSigner(GOLDEN_KEY);
    const payload = encodeCommand(signer, GOLDEN);
    expect(JSON.parse(payload).auth).toEqual({ alg: 'HMAC-SHA256', mac_hex: GOLDEN_MAC });
    expect(payload).toContain('"parameters":{"a":{"c":3,"d":4},"op":"stepper_up"}');
    expect(verifyCommand(signer, GOLDEN, '{"a":{"c":3,"d":4},"op":"stepper_up"}', GOLDEN_MAC)).toBe(true);
    expect(verifyCommand(signer, GOLDEN, '{"op":"stepper_up","a":{"c":3,"d":4}}', GOLDEN_MAC)).toBe(false);
    expect(verifyCommand(signer, { ...GOLDEN, epoch: 0 }, '{"a":{"c":3,"d":4},"op":"stepper_up"}', GOLDEN_MAC)).toBe(
      false,
    );
  });
});

describe('vectors of an independent implementation', () => {
  it('are all there', () => expect(vectors.length).toBeGreaterThanOrEqual(300));

  it('give the same canonical text and MAC', () => {
    for (const vector of vectors) {
      const { command } = vector;
      const parameters = canonicalJson(command.parameters ?? {});
      expect(canonicalCommand(command, parameters)).toBe(vector.canonical);
      const signer = createSigner(fromHex(vector.key_hex) ?? new Uint8Array());
      expect(signer.macHex(vector.canonical)).toBe(vector.mac_hex);
      expect(JSON.parse(encodeCommand(signer, command))).toEqual({
        schema: 'v8',
        ...command,
        auth: { alg: 'HMAC-SHA256', mac_hex: vector.mac_hex },
      });
    }
  });
});

describe('canonical JSON', () => {
  it('sorts by UTF-16 code units and writes numbers as ECMAScript does', () => {
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, 1: 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 })).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    );
    expect(canonicalJson([1e21, 1e-7, -0, 0.000001, 333333333.3333333, 4.5, 1e30])).toBe(
      '[1e+21,1e-7,0,0.000001,333333333.3333333,4.5,1e+30]',
    );
  });

  it('reads back as the same value, in one text whatever the order', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 0, 1n, ['\ud800'], { '\udc00': 1 }])(
    'refuses %s',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(ContractError);
    },
  );

  it('refuses a cycle', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(() => canonicalJson(cycle)).toThrow(/TOO_COMPLEX/);
  });
});

describe('hashes', () => {
  it('agree with OpenSSL at every length around the block size', () => {
    const hasher = createSha256();
    for (let length = 0; length < 200; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, index) => index * 7 + length);
      expect(toHex(hasher.digest(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(crc32(bytes)).toBe(zlibCrc32(bytes));
    }
  });

  it('HMAC agrees with OpenSSL for any key and message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 150 }), fc.uint8Array({ maxLength: 300 }), (key, bytes) => {
        const out = new Uint8Array(32);
        createHmac(key).mac(bytes, bytes.length, out);
        expect(toHex(out)).toBe(nodeHmac('sha256', key).update(bytes).digest('hex'));
      }),
    );
  });

  it('CRC-32 can be continued', () => {
    const bytes = encodeUtf8('123456789');
    expect(crc32(bytes)).toBe(0xcbf43926);
    expect(crc32(bytes, 4, 9, crc32(bytes, 0, 4))).toBe(0xcbf43926);
  });
});

describe('UTF-8', () => {
  it('writes and reads what TextEncoder and TextDecoder do', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        const bytes = encodeUtf8(text);
        expect(toHex(bytes)).toBe(toHex(new TextEncoder().encode(text)));
        expect(utf8Length(text)).toBe(bytes.length);
        expect(decodeUtf8(bytes)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      }),
    );
  });

  it('refuses exactly the bytes that a fatal TextDecoder refuses', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0xc0, 0xc1, 0xe0, 0xed, 0xf0, 0xf4, 0xf5, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 6 }), (values) => {
        const bytes = Uint8Array.from(values);
        let expected: string | null = null;
        try {
          expected = strict.decode(bytes);
        } catch {
          expected = null;
        }
        expect(decodeUtf8(bytes)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('encodeCommand', () => {
  it('refuses a command that is too large for a controller', () => {
    const signer = createSigner(GOLDEN_KEY);
    expect(() => encodeCommand(signer, { ...GOLDEN, parameters: { op: 'x', pad: 'é'.repeat(900) } })).toThrow(
      /TOO_LARGE: expected at most 2048 bytes, seen 2/,
    );
  });
});
