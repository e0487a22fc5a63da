/** `docs/contract.md`: the contract for people, out of the same schemas that check it. */
import {
  ACTIONS,
  COMMON_OPERATIONS,
  type Command,
  canonicalCommand,
  canonicalJson,
  createSigner,
  DEFAULTS,
  DRIVERS,
  type Driver,
  EXAMPLES,
  LIMIT_REASONS,
  LIMITS,
  PAUSE_REASONS,
  REASON_MEANINGS,
  ROOM_PROBLEMS,
  SAFETY_KINDS,
  TOPICS,
} from '@understudy/contract';
import { CHECKS, INTRODUCTION, ROOM_FILES_TEXT, RULES, SIGNING } from './contract-text.ts';
import { table } from './markdown-table.ts';
import { payloadSection } from './payload-table.ts';

export const CONTRACT_PAGE_PATH = 'docs/contract.md';

/** The text of the page. */
export function contractPage(): string {
  const sections = [
    INTRODUCTION,
    topics(),
    payloads(),
    words(),
    SIGNING,
    golden(),
    CHECKS,
    RULES,
    limits(),
    drivers(),
    ROOM_FILES_TEXT,
    problems(),
  ];
  return `${sections.join('\n\n')}\n`;
}

function topics(): string {
  const rows = Object.values(TOPICS).map((topic) => [
    `\`${topic.address}\``,
    `${topic.qos}${topic.retain ? ' R' : ''}`,
    topic.will ? `${topic.from} + last will` : topic.from,
    `[${topic.message}](#${topic.message.toLowerCase()})`,
    topic.doc,
  ]);
  return `## Topics\n\nQoS; R: retained.\n\n${table(['topic', 'QoS', 'from', 'payload', 'note'], rows)}`;
}

function payloads(): string {
  const shown = new Set<string>();
  const sections = ['## Payloads'];
  for (const [kind, topic] of Object.entries(TOPICS)) {
    if (shown.has(topic.message)) continue;
    shown.add(topic.message);
    sections.push(payloadSection(topic.message, topic.payload, EXAMPLES[kind as keyof typeof EXAMPLES]));
  }
  return sections.join('\n\n');
}

function words(): string {
  const reasons = Object.entries(REASON_MEANINGS).map(([code, meaning]) => [code, meaning]);
  return [
    '## Words',
    `Actions: ${ACTIONS.join(', ')}. The firmware of this repository takes SET alone, with an \`op\` of the device.`,
    `Safety states, from best to worst: ${SAFETY_KINDS.join(', ')}. The state of several is the worst of them.`,
    `Why the engine sends nothing, strongest first: ${PAUSE_REASONS.join(', ')}.`,
    '### Reason codes',
    table(['code', 'meaning'], reasons),
  ].join('\n\n');
}

function golden(): string {
  const command = EXAMPLES['device/cmd'] as unknown as Command;
  const text = canonicalCommand(command, canonicalJson(command.parameters));
  const key = Uint8Array.from({ length: 32 }, (_, index) => index);
  return [
    '### Golden vector',
    'With the key of the bytes 00 to 1f this text',
    `\`\`\`text\n${text}\n\`\`\``,
    'gives this MAC:',
    `\`\`\`text\n${createSigner(key).macHex(text)}\n\`\`\``,
    'More vectors, made by an independent implementation: `firmware/vectors/commands.jsonl` (canonical text and MAC) and `firmware/vectors/rejects.jsonl` (payload and expected reason). Every implementation passes them all.',
  ].join('\n\n');
}

function limits(): string {
  const rows = Object.entries(LIMITS).map(([name, value]) => [
    `\`${name}\``,
    `${value}`,
    LIMIT_REASONS[name as keyof typeof LIMITS],
  ]);
  const defaults = Object.entries(DEFAULTS).map(([name, value]) => [`\`${name}\``, `${value}`]);
  return [
    '## Limits',
    table(['limit', 'value', 'reason'], rows),
    '### Defaults of the engine',
    table(['default', 'value'], defaults),
  ].join('\n\n');
}

function drivers(): string {
  const rows = Object.entries<Driver>(DRIVERS).map(([name, driver]) => [
    `\`${name}\``,
    Object.entries(driver.pins)
      .map(([role, pin]) => `${role}${pin.optional === true ? '?' : ''} (${pin.signal} ${pin.direction})`)
      .join(', '),
    Object.entries(driver.verbs)
      .map(([verb, args]) => `${verb}(${args.join(', ')})`)
      .join(', '),
    Object.entries(driver.properties)
      .map(([property, type]) => `${property}: ${typeof type === 'string' ? type : type.join(' / ')}`)
      .join(', '),
    driver.doc,
  ]);
  const common = Object.entries(COMMON_OPERATIONS).map(([name, { args }]) => `\`${name}(${args.join(', ')})\``);
  return [
    '## Drivers',
    'Controllers are data: a definition says which driver sits on which pins. `?`: may be absent.',
    table(['driver', 'pins', 'verbs', 'properties', 'what it is'], rows),
    `Operations that every device has: ${common.join(', ')}.`,
  ].join('\n\n');
}

function problems(): string {
  const rows = Object.entries(ROOM_PROBLEMS).map(([code, text]) => [code, text]);
  return ['### Problems', 'A room with any of these does not start.', table(['code', 'meaning'], rows)].join('\n\n');
}
