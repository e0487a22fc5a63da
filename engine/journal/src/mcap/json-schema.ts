/** The part of JSON Schema that Lichtblick and Foxglove read: an object with typed properties, no choice, no reference, no null. */

/** One field of a message. `integer` and `number` can be plotted. */
export type FieldSchema =
  | { readonly type: 'boolean' | 'integer' | 'number' | 'string' }
  | { readonly type: 'array'; readonly items: FieldSchema }
  | MessageSchema;

/** Schema of a whole message; its parser wants `properties`, also when there are none. */
export interface MessageSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, FieldSchema>>;
}

/** A message of these fields. */
export function messageSchema(properties: Readonly<Record<string, FieldSchema>>): MessageSchema {
  return { type: 'object', properties };
}
