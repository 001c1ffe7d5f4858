import './settings/settings.define.ts';
import './feed/feed.define.ts';
import './channels/channels.define.ts';
import './consultation/consultation.define.ts';
import './case/case.define.ts';
import './survey/survey.define.ts';
import './results/results.define.ts';
