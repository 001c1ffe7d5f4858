import * as v from 'valibot';
import { slug } from '@otklik/core/contract/common.js';

/**
 * Whether a part of an address can be the name of anything: what can't is unknown without asking
 * the database, which could not even hold some of it (NUL).
 */
export const isName = (part: string): boolean => v.is(slug, part);

/** Whether a part of an address can be a UUID: the database refuses to compare anything else with one. */
export const isUuid = (part: string): boolean => v.is(v.pipe(v.string(), v.uuid()), part);
