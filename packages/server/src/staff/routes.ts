import type { StaffSession } from '@otklik/core/contract/staff/accounts.js';
import type { Routes } from '../http/routes.ts';
import { setSessionCookie, staffEndpoint } from '../http/staff-endpoint.ts';
import { changeAccount, createAccount } from './accounts.ts';
import { changePassword, closeSession, openSession } from './sessions.ts';
import { listAccounts, type Staff } from './store.ts';

const sessionView = ({ id, login, position, passwordTemporary, roles }: Staff): StaffSession => ({
  id,
  login,
  position,
  passwordChangeRequired: passwordTemporary,
  agencies: [...roles].map(([agency, own]) => ({ id: agency, roles: [...own] })),
});

export const staffRoutes: Routes = (app, context) => {
  const { services, publicUrl } = context;

  staffEndpoint(app, context, 'openSession', async ({ address, body, request, reply }) => {
    const { token, staff } = await openSession(services, address, body);
    setSessionCookie(reply, request, publicUrl, token);
    return sessionView(staff);
  });
  staffEndpoint(app, context, 'readSession', async ({ staff }) => sessionView(staff));
  staffEndpoint(app, context, 'closeSession', async ({ token, request, reply }) => {
    await closeSession(services, token);
    setSessionCookie(reply, request, publicUrl, '');
  });
  staffEndpoint(app, context, 'changePassword', async ({ address, staff, token, body }) =>
    sessionView(await changePassword(services, address, staff, token, body)),
  );

  staffEndpoint(app, context, 'listAccounts', async ({ agency }) => ({
    items: await listAccounts(services.database.db, agency),
    next: null,
  }));
  staffEndpoint(app, context, 'createAccount', ({ agency, body, staff }) =>
    createAccount(services, agency, body, staff),
  );
  staffEndpoint(app, context, 'changeAccount', ({ agency, params, body, staff }) =>
    changeAccount(services, agency, params.id ?? '', body, staff),
  );
};
