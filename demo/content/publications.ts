import type { PublicationContent } from '@otklik/core/backend/content.js';
import { clarifications } from './publications/clarifications.ts';
import { inspections } from './publications/inspections.ts';
import { internal } from './publications/internal.ts';
import { news } from './publications/news.ts';
import { order078 } from './publications/order-078-o.ts';

export const publications: PublicationContent[] = [...clarifications, ...inspections, ...news, order078, ...internal];
