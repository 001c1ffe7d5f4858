<?php
// Puts a widget into a page: echo otklik_fragment('channels');
function otklik_fragment(string $page): string
{
    $origin = 'https://otklik.example.gov';
    $address = "$origin/housing/$page";
    $separator = strpos($address, '?') === false ? '?' : '&';
    $context = stream_context_create(['http' => ['timeout' => 5]]);
    $fragment = @file_get_contents("$address{$separator}fragment", false, $context);
    if ($fragment !== false && $fragment !== '') {
        return $fragment;
    }
    // While the service can't be reached, the page has a link to it.
    return '<p><a href="' . htmlspecialchars($address) . '">Открыть на сайте службы</a></p>';
}
