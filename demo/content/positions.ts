import { t } from './text.ts';

/** Positions and units sign, never persons. */
export const head = t('руководитель Службы', 'Head of the Service');
export const deputy = t('заместитель руководителя Службы', 'Deputy Head of the Service');
export const consultant = t('консультант отдела по работе с гражданами', 'Consultant, Citizens’ Relations Division');

export const units = {
  charges: t('отдел контроля за начислением платы', 'Charges Control Division'),
  supervision: t('отдел надзора', 'Supervision Division'),
  licensing: t('отдел лицензирования', 'Licensing Division'),
  repairs: t('отдел капитального ремонта', 'Major Repairs Division'),
  citizens: t('отдел по работе с гражданами', 'Citizens’ Relations Division'),
  personnel: t('кадровая служба', 'Personnel Office'),
  legal: t('юридический отдел', 'Legal Division'),
};
