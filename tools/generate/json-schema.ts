/** TypeBox schemas as plain JSON Schema (draft 7): recursive definitions hoisted and referred to by fragment. */

/** A schema without TypeBox's own references. `definitions` holds what `$ref` names; `base` is where they will stand. */
export function plainSchema(schema: object, base: string): { schema: object; definitions: Record<string, object> } {
  const definitions: Record<string, object> = {};
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    // An $id would move the base that fragments start from.
    const { $defs, $ref, $id, ...rest } = value as Record<string, unknown>;
    for (const [name, definition] of Object.entries($defs ?? {})) {
      if (definitions[name] !== undefined) continue;
      definitions[name] = {};
      definitions[name] = walk(definition) as object;
    }
    if (typeof $ref === 'string') return { $ref: `${base}/${$ref}` };
    return Object.fromEntries(Object.entries(rest).map(([name, member]) => [name, walk(member)]));
  };
  return { schema: walk(schema) as object, definitions };
}

/** A whole document for editors. */
export function schemaDocument(title: string, description: string, schema: object): object {
  const plain = plainSchema(schema, '#/definitions');
  const hoisted = Object.keys(plain.definitions).length > 0 ? { definitions: plain.definitions } : {};
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, description, ...plain.schema, ...hoisted };
}
