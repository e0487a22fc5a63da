/** One payload of the contract page: a table of its members, and an example. */
import { table } from './markdown-table.ts';

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema | readonly Schema[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly description?: string;
  readonly additionalProperties?: unknown;
}

/** Patterns that have a name. */
const PATTERNS: Readonly<Record<string, string>> = {
  '^[a-z][a-z0-9_]{0,62}$': 'id',
  '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$': 'UUID',
  '^[A-Z][A-Z0-9_]{0,47}$': 'cause in capitals',
  '^[0-9a-f]{8,64}$': '8 to 64 hexadecimal digits',
};

/** The section of one payload. */
export function payloadSection(name: string, schema: object, example: object): string {
  const text = JSON.stringify(example, null, 2);
  return [`### ${name}`, body(schema), `\`\`\`json\n${text}\n\`\`\``].join('\n\n');
}

function body(schema: Schema): string {
  if (schema.anyOf !== undefined) {
    const [first] = schema.anyOf;
    const shared = first === undefined ? [] : Object.keys(first.properties ?? {}).filter((name) => name !== 'action');
    const forms = schema.anyOf.map((branch) => {
      const action = typeText(branch.properties?.action ?? {});
      const own = Object.keys(branch.properties ?? {}).filter(
        (member) => member !== 'action' && !shared.includes(member),
      );
      const more = own.map(
        (member) => `\`${member}\`${branch.required?.includes(member) === true ? '' : ' (optional)'}`,
      );
      return `- \`action\` ${action}${more.length > 0 ? `, with ${more.join(', ')}` : ''}`;
    });
    return `${members(first ?? {}, ['action'])}\n\nand one of\n\n${forms.join('\n')}`;
  }
  return members(schema, []);
}

function members(schema: Schema, without: readonly string[]): string {
  const rows = Object.entries(schema.properties ?? {})
    .filter(([name]) => !without.includes(name))
    .flatMap(([name, member]) => row(name, member, schema.required?.includes(name) === true));
  return table(['member', 'type', ''], rows);
}

/** A member that is an object of its own is followed by its members. */
function row(name: string, schema: Schema, required: boolean): string[][] {
  const own = [`\`${name}\`${required ? '' : ' ?'}`, typeText(schema), schema.description ?? ''];
  if (schema.type !== 'object' || schema.properties === undefined) return [own];
  const inner = Object.entries(schema.properties).flatMap(([member, inside]) =>
    row(`${name}.${member}`, inside, schema.required?.includes(member) === true),
  );
  return [own, ...inner];
}

function typeText(schema: Schema): string {
  if ('const' in schema) return `\`${JSON.stringify(schema.const)}\``.replaceAll('"', '');
  if (schema.anyOf !== undefined) {
    if (schema.anyOf.every((branch) => 'const' in branch)) {
      return schema.anyOf.map((branch) => `${String(branch.const)}`).join(' | ');
    }
    return schema.anyOf.map(objectForm).join(' | ');
  }
  if (schema.type === 'array') {
    const items = Array.isArray(schema.items) ? schema.items : [schema.items ?? {}];
    return `list of ${items.map(typeText).join(', ')}${schema.maxItems === undefined ? '' : `, at most ${schema.maxItems}`}`;
  }
  if (schema.type === 'string') {
    if (schema.pattern !== undefined) return PATTERNS[schema.pattern] ?? `text like \`${schema.pattern}\``;
    return schema.maxLength === undefined ? 'text' : `text of at most ${schema.maxLength}`;
  }
  if (schema.type === 'integer') return `integer ${range(schema)}`.trimEnd();
  if (schema.type === 'object') return schema.properties === undefined ? 'object' : objectForm(schema);
  return schema.type ?? 'any';
}

function objectForm(schema: Schema): string {
  if (schema.type !== 'object') return typeText(schema);
  const inner = Object.entries(schema.properties ?? {}).map(([name, member]) => `${name}: ${typeText(member)}`);
  return schema.properties !== undefined && inner.length <= 2 ? `{${inner.join(', ')}}` : 'object';
}

function range({ minimum, maximum }: Schema): string {
  if (minimum === undefined || maximum === undefined) return '';
  return `${minimum} to ${maximum === Number.MAX_SAFE_INTEGER ? '2^53-1' : maximum}`;
}
