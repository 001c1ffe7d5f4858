import * as v from 'valibot';
import { line, localizedTextSchema, slug } from '../common.ts';
import { contactSchema } from '../consultations.ts';
import type { StaffEndpoint } from './endpoint.ts';

/**
 * What staff may do in an agency (design.md). Authors prepare publications and lists, consultants
 * answer, the head approves (order 078-О, 3.6), analysts run surveys, administrators keep accounts
 * and settings.
 */
export const roles = ['author', 'consultant', 'head', 'analyst', 'administrator'] as const;
export type Role = (typeof roles)[number];
const roleSchema = v.picklist(roles, 'choice_unknown');

/** Name to sign in with: no personal data need be in it. */
export const loginSchema = v.pipe(line(64), v.regex(/^[a-z0-9][a-z0-9._-]{1,63}$/, 'format'));

/** NIST SP 800-63B, 5.1.1.2: length counts, no rules of composition. */
export const newPasswordSchema = v.pipe(v.string('type'), v.minLength(12, 'too_short'), v.maxLength(200, 'too_long'));

export const credentialsSchema = v.strictObject({
  /** Any line: what no login can be is wrong like any other wrong one. */
  login: line(64),
  password: v.pipe(v.string('type'), v.minLength(1, 'required'), v.maxLength(200, 'too_long')),
});
export type Credentials = v.InferOutput<typeof credentialsSchema>;

/** A position as documents name it; people's names are kept nowhere. */
const positionSchema = v.strictObject({ ru: line(200), en: v.optional(line(200)) });
const rolesSchema = v.pipe(
  v.array(roleSchema),
  v.check((list) => new Set(list).size === list.length, 'twice'),
);

/** Where notices go; null: to the agency's own address. */
const emailSchema = v.nullable(contactSchema.entries.email.wrapped);

/** Who is signed in, and what they may do where. */
export const staffSessionSchema = v.strictObject({
  id: v.string(),
  login: v.string(),
  position: localizedTextSchema,
  /** The password was given by an administrator: nothing else can be done before it is changed. */
  passwordChangeRequired: v.boolean(),
  agencies: v.array(v.strictObject({ id: v.string(), roles: v.array(roleSchema) })),
});
export type StaffSession = v.InferOutput<typeof staffSessionSchema>;

export const passwordChangeSchema = v.strictObject({
  current: credentialsSchema.entries.password,
  next: newPasswordSchema,
});

/** An account as the administrators of an agency see it, with its roles there. */
export const accountSchema = v.strictObject({
  id: v.string(),
  login: v.string(),
  position: localizedTextSchema,
  active: v.boolean(),
  roles: v.array(roleSchema),
  /** Where notices go; null: to the agency's own address. */
  email: v.nullable(v.string()),
});
export type Account = v.InferOutput<typeof accountSchema>;

export const accountInputSchema = v.strictObject({
  login: loginSchema,
  position: positionSchema,
  roles: rolesSchema,
  email: v.optional(emailSchema, null),
});
export type AccountInput = v.InferOutput<typeof accountInputSchema>;

/** What is left out stays as it is. */
export const accountChangeSchema = v.strictObject({
  position: v.optional(positionSchema),
  roles: v.optional(rolesSchema),
  active: v.optional(v.boolean('type')),
  email: v.optional(emailSchema),
  /** `true`: a new password is made; it ends all sessions of the account. */
  resetPassword: v.optional(v.literal(true, 'choice_unknown')),
});
export type AccountChange = v.InferOutput<typeof accountChangeSchema>;

/** An account and, once, the password that it starts with. */
export const accountWithPasswordSchema = v.strictObject({ account: accountSchema, password: v.nullable(v.string()) });
export type AccountWithPassword = v.InferOutput<typeof accountWithPasswordSchema>;

export const accountIdSchema = slug;

export const accountSchemas = {
  Credentials: credentialsSchema,
  StaffSession: staffSessionSchema,
  PasswordChange: passwordChangeSchema,
  Account: accountSchema,
  AccountList: v.strictObject({ items: v.array(accountSchema), next: v.null() }),
  AccountInput: accountInputSchema,
  AccountChange: accountChangeSchema,
  AccountWithPassword: accountWithPasswordSchema,
} as const;

const staff = '/api/v1/staff';
const accounts = `${staff}/agencies/{agency}/accounts`;

export const accountEndpoints = {
  openSession: {
    method: 'POST',
    path: `${staff}/session`,
    access: 'nobody',
    summary: 'Sign in; sets the session cookie',
    body: 'Credentials',
    status: 201,
    answer: 'StaffSession',
    problems: ['credentials_wrong', 'too_many_attempts'],
  },
  readSession: {
    method: 'GET',
    path: `${staff}/session`,
    access: 'signed-in',
    summary: 'Who is signed in',
    status: 200,
    answer: 'StaffSession',
    problems: [],
  },
  closeSession: {
    method: 'DELETE',
    path: `${staff}/session`,
    access: 'signed-in',
    summary: 'Sign out',
    status: 204,
    answer: null,
    problems: [],
  },
  changePassword: {
    method: 'POST',
    path: `${staff}/password`,
    access: 'signed-in',
    summary: 'Change one’s own password; ends one’s other sessions',
    body: 'PasswordChange',
    status: 200,
    answer: 'StaffSession',
    problems: ['credentials_wrong', 'too_many_attempts'],
  },
  listAccounts: {
    method: 'GET',
    path: accounts,
    access: ['administrator'],
    summary: 'Accounts that have a role in the agency',
    status: 200,
    answer: 'AccountList',
    problems: [],
  },
  createAccount: {
    method: 'POST',
    path: accounts,
    access: ['administrator'],
    summary: 'Make an account; the answer holds its first password, once',
    body: 'AccountInput',
    status: 201,
    answer: 'AccountWithPassword',
    problems: ['login_taken'],
  },
  changeAccount: {
    method: 'PATCH',
    path: `${accounts}/{id}`,
    access: ['administrator'],
    summary: 'Change position, roles, activity, address for notices, or make a new password',
    body: 'AccountChange',
    status: 200,
    answer: 'AccountWithPassword',
    problems: ['account_unknown', 'account_shared', 'last_administrator'],
  },
} as const satisfies Record<string, StaffEndpoint>;
