/** Signed images: what is taken, what is refused, and that every bit counts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlashError } from './errors.ts';
import { packFirmware, parseManifest } from './firmware.ts';
import { keyId, type Manifest, signManifest, type Trust, verifyManifest } from './manifest.ts';
import { newKeys } from './stand-ins/plan.ts';

const keys = newKeys();
const others = newKeys();
const files = new Map([
  ['a.bin', Uint8Array.of(1, 2, 3, 4)],
  ['b.bin', Uint8Array.of(5, 6)],
]);
const facts = { platform: 'esp32' as const, buildHash: 'b'.repeat(16), contractHash: 'c'.repeat(16) };
const { manifest: unsigned } = packFirmware(facts, 'a.bin', files);
const signed = signManifest(unsigned, keys.privateKey);
const trust: Trust = { publicKeys: [others.publicKey, keys.publicKey] };

const verdict = (manifest: Manifest, seen: ReadonlyMap<string, Uint8Array> = files, whom: Trust = trust): string => {
  try {
    return verifyManifest(manifest, seen, whom).signedBy ?? 'unsigned';
  } catch (error) {
    return error instanceof FlashError ? error.code : String(error);
  }
};

describe('signed images', () => {
  it('are taken from a trusted key, also after a way through a file', () => {
    expect(verdict(signed)).toBe(keyId(keys.publicKey));
    expect(verdict(parseManifest(JSON.stringify(signed)))).toBe(keyId(keys.privateKey));
  });

  it('are refused from anybody else, and with a signature that was borrowed', () => {
    expect(verdict(signed, files, { publicKeys: [others.publicKey] })).toBe('IMAGE_SIGNATURE');
    expect(verdict(signed, files, { publicKeys: [] })).toBe('IMAGE_SIGNATURE');
    const ed25519 = signManifest(unsigned, others.privateKey).signature?.ed25519 ?? '';
    expect(verdict({ ...unsigned, signature: { keyId: keyId(keys.publicKey), ed25519 } })).toBe('IMAGE_SIGNATURE');
  });

  it('need a signature, unless it is stated why not; that is told', () => {
    expect(verdict(unsigned)).toBe('IMAGE_UNSIGNED');
    const allowed = { ...trust, allowUnsigned: 'work at the desk' };
    expect(verifyManifest(unsigned, files, allowed)).toEqual({
      warnings: [`unsigned image of build ${facts.buildHash} allowed: work at the desk`],
    });
    // The option is for images without a signature, not for those with a bad one.
    expect(verdict({ ...signed, buildHash: 'x' }, files, allowed)).toBe('IMAGE_SIGNATURE');
    expect(verdict(unsigned, new Map([['a.bin', Uint8Array.of(1)]]), allowed)).toBe('IMAGE_SIGNATURE');
  });

  it('hold for these files and no others', () => {
    const more = new Map([...files, ['c.bin', Uint8Array.of(7)]]);
    expect(verdict(signed, more)).toBe('IMAGE_SIGNATURE');
    expect(verdict(signed, new Map([...files].slice(1)))).toBe('IMAGE_SIGNATURE');
    expect(verdict(signed, new Map([...files, ['toString', Uint8Array.of(7)]]))).toBe('IMAGE_SIGNATURE');
  });

  it('do not survive the change of a bit, in a file or in a fact', () => {
    fc.assert(
      fc.property(fc.constantFrom('a.bin', 'b.bin'), fc.nat(), fc.nat({ max: 7 }), (name, at, bit) => {
        const bytes = Uint8Array.from(files.get(name) ?? []);
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
        expect(verdict(signed, new Map([...files, [name, bytes]]))).toBe('IMAGE_SIGNATURE');
      }),
    );
    for (const change of [{ platform: 'teensy41' }, { buildHash: 'x' }, { contractHash: 'x' }] as const) {
      expect(verdict({ ...signed, ...change })).toBe('IMAGE_SIGNATURE');
    }
  });

  it.each([
    ['no JSON', '{', 'IMAGE_MALFORMED'],
    ['null', 'null', 'IMAGE_MALFORMED'],
    ['another schema', JSON.stringify({ ...signed, schema: 'v0' }), 'IMAGE_MALFORMED'],
    ['no files', JSON.stringify({ ...signed, files: undefined }), 'IMAGE_MALFORMED'],
    ['half a signature', JSON.stringify({ ...signed, signature: {} }), 'IMAGE_MALFORMED'],
    ['an unknown platform', JSON.stringify({ ...signed, platform: 'avr' }), 'IMAGE_PLATFORM'],
  ])('refuses a manifest with %s', (_, text, code) => {
    expect(() => parseManifest(text)).toThrow(expect.objectContaining({ code }) as Error);
  });
});
