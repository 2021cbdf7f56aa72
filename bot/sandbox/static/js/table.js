/** The row of a table for a key that others wrote: `constructor` and its like are no rows. */
export const row = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);
