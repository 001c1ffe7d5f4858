<?php
// Installs WordPress into an empty database, as its own page for that does: php setup.php FOLDER SOCKET PASSWORD
[, $folder, $socket, $password] = $argv;
$_SERVER['HTTP_HOST'] = 'localhost';
(new mysqli('localhost', 'root', '', '', 0, $socket))->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
define('WP_INSTALLING', true);
require "$folder/wp-load.php";
require "$folder/wp-admin/includes/upgrade.php";
load_default_textdomain('ru_RU');
wp_install('Служба жилищного надзора', 'webmaster', 'webmaster@example.org', true, '', $password, 'ru_RU');
// Pictures of those who write come from somebody else's server.
update_option('show_avatars', 0);
// The guide of its editor, too, which is there until somebody closes it.
update_user_meta(1, 'wp_persisted_preferences', ['core/edit-post' => ['welcomeGuide' => false], '_modified' => gmdate('c')]);
// Of its editor Debian has a part in Russian only.
update_user_meta(1, 'locale', 'en_US');
