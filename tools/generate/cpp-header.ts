/** Makes `firmware/core/generated/contract.h` from the contract's TypeScript, so that the two cannot drift. */
import {
  ACK_STATUSES,
  ACTIONS,
  BOOT_REASONS,
  COMMON_OPERATIONS,
  CONTRACT_HASH,
  DEFAULTS,
  DRIVERS,
  type Driver,
  EFFECTS,
  LIMITS,
  PARAMETER_TYPES,
  type PropertyType,
  REASON_CODES,
  SAFETY_CLASSES,
  SAFETY_KINDS,
  SCHEMA_VERSION,
  TABLE_LIMITS,
  TABLE_MAGIC,
} from '@understudy/contract';

/** Where the header belongs, from the repository's root. */
export const CPP_HEADER_PATH = 'firmware/core/generated/contract.h';

const SIGNALS = [
  'digital',
  'analog',
  'pwm',
  'count',
  'ir',
  'number',
  'ramp',
  'strip',
  'servo',
  'dmx',
  'bytes',
] as const;

/** The whole header as text. Deterministic. */
export function cppHeader(): string {
  return [
    '// Generated from engine/contract by tools/generate/cpp-header.ts. Do not edit: change the contract, then generate again.',
    '#pragma once',
    '#include "core/types.h"',
    '',
    'namespace fw {',
    '',
    `inline constexpr Text SCHEMA = text("${SCHEMA_VERSION}");`,
    `inline constexpr Text CONTRACT_HASH = text("${CONTRACT_HASH}");`,
    `inline constexpr Text TABLE_MAGIC = text("${TABLE_MAGIC}");`,
    '',
    ...constants('limit', { ...LIMITS, ...TABLE_LIMITS }),
    ...constants('defaults', {
      STATE_REFRESH_MS: DEFAULTS.stateRefreshMs,
      ENGINE_HEARTBEAT_LIMIT_MS: DEFAULTS.engineHeartbeatLimitMs,
    }),
    ...words('Reason', REASON_CODES, 'REASON', true),
    ...words('Status', ACK_STATUSES, 'STATUS'),
    ...words('Safety', SAFETY_KINDS, 'SAFETY'),
    ...words('Action', ACTIONS, 'ACTION'),
    ...words('SafetyClass', SAFETY_CLASSES, 'SAFETY_CLASS'),
    ...words('BootReason', BOOT_REASONS, 'BOOT_REASON'),
    ...plainEnum('ParameterType', PARAMETER_TYPES),
    ...plainEnum('Effect', EFFECTS),
    ...plainEnum('Signal', SIGNALS),
    ...plainEnum('PropertyType', ['boolean', 'integer', 'deci', 'color', 'word']),
    ...commonOperations(),
    ...drivers(),
    '}  // namespace fw',
    '',
  ].join('\n');
}

/** `fooBar` to `FOO_BAR`; a digit group stays with its word. */
function upper(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}

function constants(namespace: string, values: Readonly<Record<string, number>>): string[] {
  const lines = Object.entries(values).map(
    ([name, value]) =>
      `inline constexpr ${value > 0xffffffff ? 'u64' : 'u32'} ${upper(name)} = ${value}${value > 0xffffffff ? 'ull' : ''};`,
  );
  return [`namespace ${namespace} {`, ...lines, `}  // namespace ${namespace}`, ''];
}

function plainEnum(name: string, list: readonly string[]): string[] {
  return [`enum class ${name} : u8 { ${list.map((word) => upper(word)).join(', ')} };`, ''];
}

function words(name: string, list: readonly string[], prefix: string, none = false): string[] {
  return [
    `enum class ${name} : u8 { ${list.join(', ')}${none ? ', NONE = 255' : ''} };`,
    `inline constexpr u32 ${prefix}_COUNT = ${list.length};`,
    `inline constexpr Text ${prefix}_NAMES[] = {${list.map((word) => `text("${word}")`).join(', ')}};`,
    '',
  ];
}

function commonOperations(): string[] {
  const entries = Object.entries(COMMON_OPERATIONS);
  return [
    `enum class CommonOperation : u8 { ${entries.map(([name, { code }]) => `${upper(name)} = ${code}`).join(', ')} };`,
    'struct CommonOperationName {',
    '  Text name;',
    '  CommonOperation code;',
    '};',
    `inline constexpr CommonOperationName COMMON_OPERATIONS[] = {${entries
      .map(([name]) => `{text("${name}"), CommonOperation::${upper(name)}}`)
      .join(', ')}};`,
    '',
  ];
}

function largest(count: (driver: Driver) => number): number {
  return Math.max(...Object.values<Driver>(DRIVERS).map(count));
}

function drivers(): string[] {
  const entries = Object.entries<Driver>(DRIVERS);
  const size = Math.max(...entries.map(([, driver]) => driver.code)) + 1;
  return [
    `enum class DriverCode : u8 { ${entries.map(([name, { code }]) => `${upper(name)} = ${code}`).join(', ')} };`,
    '',
    `inline constexpr u32 MAX_PINS = ${largest((driver) => Object.keys(driver.pins).length)};`,
    `inline constexpr u32 MAX_PARAMS = ${largest((driver) => Object.keys(driver.params).length)};`,
    `inline constexpr u32 MAX_PROPERTIES = ${largest((driver) => Object.keys(driver.properties).length)};`,
    `inline constexpr u32 MAX_ARGUMENTS = ${largest((driver) => Math.max(0, ...Object.values(driver.verbs).map((args) => args.length)))};`,
    '',
    'struct PinSpec {',
    '  Signal signal;',
    '  bool output;',
    '  bool optional;',
    '};',
    'struct ParamSpec {',
    '  i32 fallback;',
    '  i32 minimum;',
    '  i32 maximum;',
    '};',
    'struct PropertySpec {',
    '  PropertyType type;',
    '  u8 word_count;',
    '  const Text* words;',
    '};',
    '// What the table of a controller is checked against at boot.',
    'struct DriverSpec {',
    '  u8 pin_count;',
    '  u8 param_count;',
    '  u8 verb_count;',
    '  u8 property_count;',
    '  const PinSpec* pins;',
    '  const ParamSpec* params;',
    '  const u8* verb_arguments;  // how many arguments each verb takes',
    '  const PropertySpec* properties;',
    '};',
    '',
    ...entries.flatMap(([name, driver]) => driverNamespace(name, driver)),
    `inline constexpr u32 DRIVER_CODES = ${size};`,
    '// By driver code; a code without pins, verbs and properties in use has none.',
    'inline constexpr DriverSpec DRIVER_SPECS[DRIVER_CODES] = {',
    ...Array.from({ length: size }, (_, code) => specLine(entries.find(([, driver]) => driver.code === code))),
    '};',
    '',
  ];
}

function driverNamespace(name: string, driver: Driver): string[] {
  const pins = Object.entries(driver.pins);
  const params = Object.entries(driver.params);
  const verbs = Object.entries(driver.verbs);
  const properties = Object.entries(driver.properties);
  return [
    `namespace ${name}_driver {`,
    ...indices(
      'pin',
      pins.map(([key]) => key),
    ),
    ...indices(
      'param',
      params.map(([key]) => key),
    ),
    ...indices(
      'verb',
      verbs.map(([key]) => key),
    ),
    ...indices(
      'property',
      properties.map(([key]) => key),
    ),
    ...array(
      'PinSpec PINS',
      pins.map(
        ([, pin]) => `{Signal::${upper(pin.signal)}, ${pin.direction === 'out'}, ${'optional' in pin && pin.optional}}`,
      ),
    ),
    ...array(
      'ParamSpec PARAMS',
      params.map(([, param]) => `{${param.default}, ${param.min}, ${param.max}}`),
    ),
    ...array(
      'u8 VERBS',
      verbs.map(([, args]) => String(args.length)),
    ),
    ...properties.flatMap(([key, type]) => propertyWords(key, type)),
    ...array(
      'PropertySpec PROPERTIES',
      properties.map(([key, type]) => propertySpec(key, type)),
    ),
    `}  // namespace ${name}_driver`,
    '',
  ];
}

function indices(kind: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [`namespace ${kind} {`, `enum : u8 { ${names.map((name) => upper(name)).join(', ')} };`, '}'];
}

function array(declaration: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`inline constexpr ${declaration}[] = {${items.join(', ')}};`];
}

function propertyWords(key: string, type: PropertyType): string[] {
  if (typeof type === 'string') return [];
  return array(
    `Text ${upper(key)}_WORDS`,
    type.map((word) => `text("${word}")`),
  );
}

function propertySpec(key: string, type: PropertyType): string {
  if (typeof type === 'string') return `{PropertyType::${upper(type)}, 0, nullptr}`;
  return `{PropertyType::WORD, ${type.length}, ${upper(key)}_WORDS}`;
}

function specLine(entry: readonly [string, Driver] | undefined): string {
  if (entry === undefined) return '    {},';
  const [name, driver] = entry;
  const list = (label: string, of: object) => (Object.keys(of).length === 0 ? 'nullptr' : `${name}_driver::${label}`);
  const counts = [driver.pins, driver.params, driver.verbs, driver.properties].map((of) => Object.keys(of).length);
  const lists = [
    list('PINS', driver.pins),
    list('PARAMS', driver.params),
    list('VERBS', driver.verbs),
    list('PROPERTIES', driver.properties),
  ];
  return `    {${[...counts, ...lists].join(', ')}},`;
}
