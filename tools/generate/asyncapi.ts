/** `docs/asyncapi.json`: the contract as an AsyncAPI 3.1 document, from the engine's point of view. */
import { EXAMPLES, LIMITS, SCHEMA_VERSION, TOPICS, type TopicDefinition, type TopicKind } from '@understudy/contract';
import { plainSchema } from './json-schema.ts';
import { jsonText } from './json-text.ts';

export const ASYNCAPI_PATH = 'docs/asyncapi.json';

const ABOUT =
  "Every topic between the engine, the controllers (real or simulated), people's tools and the OSC bridge. Ids are unique in a room.";
const PARAMETERS: Readonly<Record<string, string>> = {
  room: 'Id of the room: lower-case letters, digits and underscores, at most 63.',
  device: 'Id of the device: the controller, an underscore, the device.',
  controller: 'Id of the controller.',
};

/** `device/cmd` to `deviceCmd`: ids of channels may not hold a slash. */
function channelId(kind: string): string {
  return kind.replace(/[/_]([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The text of the document. */
export function asyncApi(): string {
  const topics = Object.entries(TOPICS) as [TopicKind, TopicDefinition][];
  const messages: Record<string, object> = {};
  const examples: Record<string, object[]> = {};
  for (const [kind, topic] of topics) {
    examples[topic.message] = [...(examples[topic.message] ?? []), { name: channelId(kind), payload: EXAMPLES[kind] }];
    messages[topic.message] = {
      name: topic.message,
      title: topic.message,
      contentType: 'application/json',
      payload: plainSchema(topic.payload, '#/components/schemas').schema,
      examples: examples[topic.message],
    };
  }
  return jsonText({
    asyncapi: '3.1.0',
    info: {
      title: 'Understudy room contract',
      version: SCHEMA_VERSION.slice(1).concat('.0.0'),
      description: `${ABOUT} A message to or from a controller holds at most ${LIMITS.payloadBytes} bytes.`,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topics.map(([kind, topic]) => [channelId(kind), channel(topic)])),
    operations: Object.fromEntries(topics.map(([kind, topic]) => [operationId(kind, topic), operation(kind, topic)])),
    components: { messages },
  });
}

function channel(topic: TopicDefinition): object {
  const names = [...topic.address.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return {
    address: topic.address,
    description: topic.doc,
    messages: { [topic.message]: { $ref: `#/components/messages/${topic.message}` } },
    parameters: Object.fromEntries(names.map((name) => [name, { description: PARAMETERS[name] }])),
  };
}

function operationId(kind: string, topic: TopicDefinition): string {
  const id = channelId(kind);
  return `${topic.from === 'engine' ? 'send' : 'receive'}${id.charAt(0).toUpperCase()}${id.slice(1)}`;
}

function operation(kind: string, topic: TopicDefinition): object {
  const id = channelId(kind);
  return {
    action: topic.from === 'engine' ? 'send' : 'receive',
    channel: { $ref: `#/channels/${id}` },
    summary: topic.doc,
    messages: [{ $ref: `#/channels/${id}/messages/${topic.message}` }],
    bindings: { mqtt: { qos: topic.qos, retain: topic.retain, bindingVersion: '0.2.0' } },
  };
}
