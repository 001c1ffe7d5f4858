import { sql } from 'kysely';
import type { Db } from '../../database/open.ts';
import { storedTables } from './columns.ts';

/** A column as the database has it. */
export interface StoredColumn {
  table: string;
  name: string;
  /** As SQL calls it: `bytea`, `timestamp with time zone`. */
  type: string;
}

/** Every column of the tables that hold anything of surveys, as they are in this database now, in their order. */
export async function readStoredSchema(db: Db): Promise<StoredColumn[]> {
  const tables = Object.keys(storedTables);
  const { rows } = await sql<StoredColumn>`
    select table_name as table, column_name as name, data_type as type
    from information_schema.columns
    where table_schema = current_schema() and table_name = any(${tables}::text[])
    order by array_position(${tables}::text[], table_name::text), ordinal_position`.execute(db);
  return rows;
}
