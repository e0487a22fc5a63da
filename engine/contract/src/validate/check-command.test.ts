import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../hex.ts';
import type { ParameterDefinition } from '../room/controller.ts';
import { createSigner, encodeCommand, type UnsignedCommand } from '../signing.ts';
import { encodeUtf8 } from '../utf8.ts';
import type { Action } from '../vocabulary.ts';
import { type CommandContext, checkCommand } from './check-command.ts';

interface RejectVector {
  readonly name: string;
  readonly context: {
    readonly key_hex: string;
    readonly room_id: string;
    readonly device_id: string;
    readonly actions: readonly Action[];
    readonly operations: Readonly<Record<string, Readonly<Record<string, ParameterDefinition>>>>;
    readonly highest_epoch: number;
    readonly last_sequence: number;
  };
  readonly expected: string;
  readonly payload_utf8?: string;
  readonly payload_hex?: string;
}
const vectors: RejectVector[] = readFileSync(
  new URL('../../../../firmware/vectors/rejects.jsonl', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

function contextOf({ context }: RejectVector): CommandContext {
  return {
    signer: createSigner(fromHex(context.key_hex) ?? new Uint8Array()),
    roomId: context.room_id,
    deviceId: context.device_id,
    actions: context.actions,
    operations: new Map(Object.entries(context.operations)),
    highestEpoch: context.highest_epoch,
    lastSequence: context.last_sequence,
  };
}

const [first] = vectors;
if (first === undefined) throw new Error('no vectors');
const context = contextOf(first);
const command: UnsignedCommand = {
  room_id: context.roomId,
  device_id: context.deviceId,
  command_id: '11111111-2222-4333-8444-55555555abcd',
  correlation_id: '00000000-0000-4000-8000-000000000002',
  sequence: 11,
  issued_at_unix_ms: 1767600000123,
  action: 'SET',
  safety_class: 'CRITICAL',
  epoch: 5,
  parameters: { op: 'set_brightness', brightness: 12 },
};
const send = (change: Partial<UnsignedCommand>, more: Partial<CommandContext> = {}) =>
  checkCommand(encodeUtf8(encodeCommand(context.signer, { ...command, ...change })), { ...context, ...more });
const reason = (verdict: ReturnType<typeof checkCommand>): string =>
  verdict.verdict === 'rejected' ? verdict.reason : verdict.verdict;

describe('the reject vectors', () => {
  it('are all there', () => expect(vectors.length).toBeGreaterThanOrEqual(97));
  it.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const bytes =
      vector.payload_hex === undefined ? encodeUtf8(vector.payload_utf8 ?? '') : fromHex(vector.payload_hex);
    const verdict = checkCommand(bytes ?? new Uint8Array(), contextOf(vector));
    expect(reason(verdict).toUpperCase()).toBe(vector.expected);
  });
});

describe('the order of checks', () => {
  it('answers a known command with its last status before it looks at the sequence', () => {
    const known = (id: string) => (id === command.command_id ? 'COMPLETED' : undefined);
    expect(send({ sequence: 3 }, { known })).toMatchObject({ verdict: 'known', status: 'COMPLETED' });
    expect(reason(send({ sequence: 3, epoch: 4 }, { known }))).toBe('STALE_EPOCH');
    expect(send({ command_id: command.command_id.toUpperCase() }, { known })).toMatchObject({ verdict: 'known' });
  });

  it('puts parameters before safety, and safety before busy', () => {
    const both = { blocked: () => true, busy: () => true };
    expect(reason(send({ parameters: { op: 'nothing' } }, both))).toBe('INVALID_PARAMS');
    expect(reason(send({}, both))).toBe('SAFETY_BLOCKED');
    expect(reason(send({}, { busy: () => true }))).toBe('BUSY');
    expect(send({})).toMatchObject({ verdict: 'accepted', op: 'set_brightness', parameters: { brightness: 12 } });
  });

  it('refuses a retained command but still knows whom to tell', () => {
    expect(send({}, { retained: true })).toMatchObject({ reason: 'BAD_SCHEMA', commandId: command.command_id });
  });

  it('tells whether the sender was genuine', () => {
    expect(send({ parameters: { op: 'nothing' } })).toMatchObject({ authentic: true });
    expect(send({ room_id: 'other' })).toMatchObject({ authentic: false, commandId: command.command_id });
  });

  it.each(['12.0', '1.2e1', '1e400', '-0.0'])('refuses the integer written as %s', (spelling) => {
    const text = encodeCommand(context.signer, { ...command, parameters: { op: 'set_ratio', ratio: 0.125 } });
    const raw = `{"brightness":${spelling},"op":"set_brightness"}`;
    const mac = createSigner(fromHex(first.context.key_hex) ?? new Uint8Array());
    const { canonical, payload } = respell(text, raw, mac);
    expect(canonical).toContain(raw);
    expect(reason(checkCommand(encodeUtf8(payload), context))).toBe('INVALID_PARAMS');
  });
});

describe('escapes', () => {
  it.each([
    ['"room_id":"clock', '"room_id":"\\u0063lock'],
    ['"schema"', '"\\u0073chema"'],
    ['"HMAC-', '"\\u0048MAC-'],
  ])('in place of %s are another spelling of the same', (plain, escaped) => {
    const payload = encodeCommand(context.signer, command).replace(plain, escaped);
    expect(payload).toContain(escaped);
    expect(reason(checkCommand(encodeUtf8(payload), context))).toBe('accepted');
  });

  it('inside parameters change what is signed', () => {
    const raw = '{"\\u006fp":"set_\\u0062rightness","\\u0062rightness":1}';
    const { payload } = respell(encodeCommand(context.signer, command), raw, context.signer);
    expect(reason(checkCommand(encodeUtf8(payload), context))).toBe('accepted');
    const plain = encodeCommand(context.signer, command);
    expect(reason(checkCommand(encodeUtf8(plain.replace('"op"', '"\\u006fp"')), context))).toBe('AUTH_INVALID');
  });
});

/** Puts other parameter bytes into a command and signs them as they stand. */
function respell(text: string, raw: string, signer: CommandContext['signer']) {
  const canonical = `schema=v8\nroom_id=${command.room_id}\ndevice_id=${command.device_id}\ncommand_id=${command.command_id}\ncorrelation_id=${command.correlation_id}\nsequence=11\nissued_at_unix_ms=1767600000123\naction=SET\nsafety_class=CRITICAL\nparameters=${raw}\nepoch=5`;
  const payload = text
    .replace(/"parameters":\{[^}]*\}/, `"parameters":${raw}`)
    .replace(/"mac_hex":"[0-9a-f]*"/, `"mac_hex":"${signer.macHex(canonical)}"`);
  return { canonical, payload };
}

describe('properties', () => {
  it('a signed command with any bit flipped is refused', () => {
    const bytes = encodeUtf8(encodeCommand(context.signer, command));
    for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const verdict = checkCommand(flipped, context);
      if (verdict.verdict !== 'rejected') throw new Error(`bit ${bit} flipped and accepted`);
    }
  });

  it('parameters are accepted in whatever spelling they were signed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.stringMatching(/^[ \t\r\n]{0,5}$/), (brightness, space) => {
        const raw = `{${space}"op"${space}:"set_brightness",${space}"brightness":${brightness}}`;
        const { payload } = respell(encodeCommand(context.signer, command), raw, context.signer);
        expect(checkCommand(encodeUtf8(payload), context)).toMatchObject({ verdict: 'accepted', op: 'set_brightness' });
      }),
    );
  });

  it('no bytes whatever make it throw or pass', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.json({ noUnicodeString: false }).map(encodeUtf8),
      fc.tuple(fc.nat({ max: 500 }), fc.uint8Array({ minLength: 1, maxLength: 8 })).map(([at, bytes]) => {
        const text = encodeUtf8(encodeCommand(context.signer, command));
        text.set(bytes, Math.min(at, text.length - bytes.length));
        return text;
      }),
    );
    const original = encodeUtf8(encodeCommand(context.signer, command)).join();
    fc.assert(
      fc.property(noise, (bytes) => {
        const verdict = checkCommand(bytes, context);
        if (bytes.join() !== original) expect(verdict.verdict).toBe('rejected');
      }),
      { numRuns: 500 },
    );
  });
});
