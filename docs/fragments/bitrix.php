<?php
// 1C-Bitrix: /local/php_interface/otklik.php, with fragment.php beside it. In a page or a template:
//   require_once $_SERVER['DOCUMENT_ROOT'] . '/local/php_interface/otklik.php';
//   echo otklik_cached('channels');
require_once __DIR__ . '/fragment.php';

use Bitrix\Main\Data\Cache;

function otklik_cached(string $page): string
{
    // A form to ask a question has a key of its own each time, and a case is one person's: neither may be kept.
    if (preg_match('~^(consultation|case)\b~', $page)) {
        return otklik_fragment($page);
    }
    $cache = Cache::createInstance();
    if ($cache->initCache(60, "otklik-$page", '/otklik')) {
        return $cache->getVars();
    }
    $fragment = otklik_fragment($page);
    // The link that stands in its place for a moment isn't kept.
    if (strpos($fragment, '<otklik-') !== false && $cache->startDataCache()) {
        $cache->endDataCache($fragment);
    }
    return $fragment;
}
