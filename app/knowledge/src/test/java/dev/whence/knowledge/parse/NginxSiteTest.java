package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NginxSiteTest {
    private static final String CONFIG =
            """
            # configuration file /etc/nginx/nginx.conf:
            events { worker_connections 768; }
            http {
              log_format json '{ "at": "$time_iso8601" }';
              map $http_upgrade $connection_upgrade { default upgrade; '' close; }
              upstream app { least_conn; server 127.0.0.1:8000 max_fails=3; server 127.0.0.1:8001 down; server unix:/run/app.sock; }
              server { listen 80 default_server; server_name _; return 444; }
              server {
                listen 443 ssl default_server; listen [::]:443 ssl;
                server_name shop.example.test *.shop.example.test;
                set $backend "http://10.0.0.5:9000";
                location / { proxy_pass http://app; }
                location /api/ { proxy_pass https://api.example.test; }
                location = /exact { proxy_pass http://127.0.0.1:7001; }
                location ~ \\.php$ { fastcgi_pass unix:/run/php/php8.2-fpm.sock; }
                location ^~ /files/ { proxy_pass http://127.0.0.1:7002/x/; }
                location ~* ^/IMG/[0-9]{3}$ { proxy_pass $backend; }
                location /static/ { root /srv; }
              }
              server { listen 8443 ssl; server_name ~^admin\\d+\\.example\\.test$; location / { uwsgi_pass 127.0.0.1:3031; } }
              server { listen 443 ssl; server_name other.example.test; location / { proxy_pass http://127.0.0.1:6000; } }
            }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    shop.example.test   | 443  | /              | 443  | 127.0.0.1:8000 unix:/run/app.sock
                    a.shop.example.test | 443  | /about?x=/api/ | 443  | 127.0.0.1:8000 unix:/run/app.sock
                    shop.example.test   | 443  | /api/v1        | 443  | api.example.test:443
                    shop.example.test   | 443  | /exact         | 443  | 127.0.0.1:7001
                    shop.example.test   | 443  | /exact/not     | 443  | 127.0.0.1:8000 unix:/run/app.sock
                    shop.example.test   | 443  | /x/index.php   | 443  | unix:/run/php/php8.2-fpm.sock
                    shop.example.test   | 443  | /files/a.php   | 443  | 127.0.0.1:7002
                    shop.example.test   | 443  | /img/123       | 443  | 10.0.0.5:9000
                    other.example.test  | 443  | /              | 443  | 127.0.0.1:6000
                    admin7.example.test | 8443 | /              | 8443 | 127.0.0.1:3031
                    unknown.example.com | 443  | /              | 443  | 127.0.0.1:8000 unix:/run/app.sock
                    unknown.example.com | 80   | /              | 80   |
                    shop.example.test   | 9443 | /              | 443  | 127.0.0.1:8000 unix:/run/app.sock
                    """)
    void choosesAsNginxDoes(String host, int port, String path, String listens, String upstreams) {
        var site = NginxSite.in(NginxConfig.read(CONFIG), host, path, port).orElseThrow();

        assertThat(site.listens()).map(String::valueOf).containsExactly(listens.split(" ", -1));
        assertThat(String.join(" ", site.upstreams()))
                .isEqualTo(upstreams == null ? "" : upstreams);
    }

    @ParameterizedTest
    @CsvSource({
        "/, http://127.0.0.1:8000",
        "/api/v1, https://api.example.test:443",
        "/exact, http://127.0.0.1:7001",
        "/img/123, http://10.0.0.5:9000",
        "/x/index.php, ''"
    })
    void tellsOverWhatSchemeItAsks(String path, String services) {
        var site = NginxSite.in(NginxConfig.read(CONFIG), "shop.example.test", path, 443);

        assertThat(String.join(" ", site.orElseThrow().services())).isEqualTo(services);
    }

    @Test
    void readsWhatIsLeftOfACutConfiguration() {
        var cut = CONFIG.substring(0, CONFIG.indexOf("location = /exact"));

        assertThat(NginxSite.in(NginxConfig.read(cut), "shop.example.test", "/", 443)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''
                    '}}}} ; ; {'
                    'server { listen 443'
                    '"never closed'
                    '<VirtualHost *:80>'
                    """)
    void isNeverThrownOff(String text) {
        assertThat(NginxConfig.read(text)).isNotNull();
    }
}
