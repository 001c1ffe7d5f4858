import type { AgencyContent } from '@otklik/core/backend/content.js';
import { t } from './text.ts';
import { externalChannels, externalTouchpoints } from './touchpoints/external.ts';
import { internalChannels, internalTouchpoints } from './touchpoints/internal.ts';

/**
 * The order's clause 3.3 names both approving orders but not which list is whose: that 060/1-О is
 * the external one is an assumption of the demonstration, and so are the lists themselves.
 */
export const touchpoints: AgencyContent['touchpoints'] = {
  external: {
    document: { title: t('Приказ Службы', 'Order of the Service'), number: '060/1-О', date: '2024-05-02' },
    channels: externalChannels,
    items: externalTouchpoints,
  },
  internal: {
    document: { title: t('Приказ Службы', 'Order of the Service'), number: '049/1-О', date: '2024-03-26' },
    channels: internalChannels,
    items: internalTouchpoints,
  },
};
