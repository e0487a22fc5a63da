/** Reads a hardware map: each value by itself, then what they say together. */
import { EMULATED_PLATFORMS, PLATFORMS } from '../station/types.ts';
import { isBoolean, isInteger, isListOf, isOneOf, isText, matches, orNull } from './checks.ts';
import { plainSerial } from './identity.ts';
import { mappingProblem } from './pin-mappings.ts';
import type { MapEntry } from './types.ts';
import { type Complaint, readYamlList, refuse, type YamlRecord } from './yaml-list.ts';

const FIELDS = {
  id: { check: isText, required: true },
  connected: { check: isBoolean, required: true },
  platform: { check: isOneOf(...PLATFORMS), required: true },
  product: { check: isText },
  runner: { check: isOneOf('halfkay', 'esptool', 'emulator', 'none'), required: true },
  serial: { check: orNull(isText), required: true },
  baud: { check: isInteger(300, 12_000_000) },
  fixtures: { check: isListOf(matches(/^[a-z][a-z0-9_]*(:.+)?$/, 'a name in small letters, as gpio_loopback')) },
  notes: { check: isText },
  probe_id: { check: isText },
  mac: { check: matches(/^([0-9a-f]{2}[:-]?){5}[0-9a-f]{2}$/i, 'twelve hexadecimal digits, as 24:6f:28:12:34:56') },
  'flash-timeout': { check: isInteger(1, 3600) },
  role: { check: isOneOf('dut', 'bench'), required: true },
  bench: { check: isText, required: true },
  hub_port: { check: matches(/^[0-9][0-9.-]*:[0-9]+$/, '<hub location>:<port>, as 1-1.4:2') },
  controller: { check: matches(/^[a-z0-9_-]+\/[a-z0-9_-]+$/, '<room>/<controller>') },
  pin_mappings: { check: mappingProblem },
} as const;

/** Of a USB line the rate says nothing; of others this is what the firmware sets. */
export const DEFAULT_BAUD = 115_200;

/** @param file its name, for complaints. @throws ConfigurationError with file, line and column of each thing that is wrong */
export function parseMap(text: string, file: string): MapEntry[] {
  const { records, complaints } = readYamlList(text, FIELDS);
  // What is said together means something only when each is right by itself.
  refuse(file, complaints);
  refuse(file, together(records));
  return records.map(({ value }) => ({ baud: DEFAULT_BAUD, fixtures: [], ...value }) as unknown as MapEntry);
}

/** Boards, lines, ports and benches that are claimed twice, and DUTs without a bench. */
function together(records: readonly YamlRecord[]): Complaint[] {
  const complaints: Complaint[] = [];
  const once = (code: Complaint['code'], key: string, what: string, claim: (entry: MapEntry) => string | undefined) => {
    const first = new Map<string, number>();
    for (const { value, place } of records) {
      const claimed = claim(value as unknown as MapEntry);
      if (claimed === undefined) continue;
      const line = first.get(claimed);
      if (line === undefined) first.set(claimed, place(key).line);
      else complaints.push({ code, ...place(key), expected: what, seen: `${claimed} also on line ${line}` });
    }
  };
  once('AMBIGUOUS_SERIAL', 'id', 'each board once', ({ id }) => id);
  once('AMBIGUOUS_SERIAL', 'serial', 'one board on each line', ({ serial }) =>
    serial === null || serial === 'emulator' ? undefined : serial,
  );
  once('AMBIGUOUS_SERIAL', 'mac', 'each chip once', ({ mac }) => mac && plainSerial(mac));
  once('HUB_PORT_TWICE', 'hub_port', 'one board on each port of a hub', ({ hub_port: port }) => port);
  once('AMBIGUOUS_BENCH', 'bench', 'one bench controller for each bench', ({ role, bench }) =>
    role === 'bench' ? bench : undefined,
  );
  once('AMBIGUOUS_BENCH', 'bench', 'one DUT on each bench', ({ role, bench }) => (role === 'dut' ? bench : undefined));
  const benches = new Set(records.filter(({ value }) => value.role === 'bench').map(({ value }) => value.bench));
  for (const { value, place } of records) {
    const { role, platform, bench } = value as unknown as MapEntry;
    if (role !== 'dut' || EMULATED_PLATFORMS.includes(platform) || benches.has(bench)) continue;
    complaints.push({
      code: 'NO_BENCH',
      ...place('bench'),
      expected: `a board with role bench of ${bench}`,
      seen: 'none',
    });
  }
  for (const { value, place } of records) {
    const { pin_mappings: mappings, connected, serial, runner } = value as unknown as MapEntry;
    const twice = channelTwice(mappings);
    if (twice !== undefined) {
      complaints.push({
        code: 'CHANNEL_TWICE',
        ...place('pin_mappings'),
        expected: 'one pin on each channel',
        seen: twice,
      });
    }
    // In its bootloader a Teensy is there and has no line.
    if (connected && serial === null && runner !== 'halfkay') {
      complaints.push({
        code: 'YAML_BAD_VALUE',
        ...place('serial'),
        expected: 'a line for a connected board',
        seen: 'null',
      });
    }
  }
  return complaints;
}

function channelTwice(mappings: MapEntry['pin_mappings']): string | undefined {
  const pins = new Map<number, string>();
  for (const [pin, { io_pin_spec: channel }] of Object.entries(mappings ?? {})) {
    const other = pins.get(channel);
    if (other !== undefined) return `pins ${other} and ${pin} on channel ${channel}`;
    pins.set(channel, pin);
  }
  return undefined;
}
