import { hash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { StaffCase } from '@otklik/core/contract/staff/cases.js';
import { requireAgency } from '../../agencies/port.ts';
import { sendFile } from '../../http/send-file.ts';
import type { Services } from '../../services.ts';
import { readStoredFile } from '../client.ts';
import { exportCase, type ExportedFile } from '../export/export.ts';

/** Answers with a case as a ZIP: for the agency's document system, to be kept there. */
export async function sendExport(
  services: Services,
  reply: FastifyReply,
  agencyId: string,
  found: StaffCase,
): Promise<Buffer> {
  const agency = await requireAgency(services.database.db, agencyId);
  const files: ExportedFile[] = [];
  for (const { id } of [...found.files.client, ...found.files.staff]) {
    const file = await readStoredFile(services, agencyId, found.id, id);
    if (file) files.push({ id, name: file.name, bytes: file.bytes });
  }
  const { name, bytes } = await exportCase({ agency, case: found, files, at: services.now() });
  const plainName = `case-${found.id}.zip`;
  return sendFile(reply, {
    bytes,
    digest: hash('sha256', bytes, 'buffer'),
    mediaType: 'application/zip',
    name,
    plainName,
  });
}
