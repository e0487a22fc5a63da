import { type TLiteral, type TRecord, type TSchema, type TUnion, Type } from 'typebox';

/** Lower-case identifier: letters, digits and underscores, at most 63 characters. */
export const Id = Type.String({ pattern: '^[a-z][a-z0-9_]{0,62}$' });
/** A span of time in ms. */
export const Span = Type.Integer({ minimum: 0, maximum: 86_400_000 });
/** A remark that belongs to the data: a conflict that was settled, a value that was proposed, its source. */
export const Note = Type.String();

type LiteralUnion<T extends readonly (string | number)[]> = TUnion<{ -readonly [K in keyof T]: TLiteral<T[K]> }>;

/** A union of literals from a word list. */
export function Literals<const T extends readonly (string | number)[]>(
  values: T,
  options: { readonly description?: string } = {},
): LiteralUnion<T> {
  return Type.Union(
    values.map((value) => Type.Literal(value)),
    options,
  ) as unknown as LiteralUnion<T>;
}

/** A map from ids to `value`; a key that is no id is an error, not ignored. */
export function IdRecord<Value extends TSchema>(
  value: Value,
  options: { readonly description?: string } = {},
): TRecord<string, Value> {
  return Type.Record(Id, value, { ...options, additionalProperties: false }) as unknown as TRecord<string, Value>;
}
