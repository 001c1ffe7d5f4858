import pg from 'pg';

/** Object id of PostgreSQL's `date`. */
const dateType = 1082;

type Parser = (value: string | Buffer) => unknown;

const asItIs: Parser = (value) => value.toString();

/** Dates without time stay text: as a Date they would move with the machine's time zone. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    id === dateType ? asItIs : (pg.types.getTypeParser(id, format) as Parser)) as typeof pg.types.getTypeParser,
};
