# What `make install` puts beside the programs. Paths and names in the files
# of etc/ stand as @NAMES@; each run of make fills them in below etc.out/.

FILL_ETC = NGINX='$(pkgdatadir)/nginx/' STATIC='$(pkgdatadir)/static' \
	CONFDIR='$(sysconfdir)/duedesk' \
	CONF='$(sysconfdir)/duedesk/duedesk.conf' \
	SOCKETS='$(runstatedir)/duedesk' STATE='$(localstatedir)/lib/duedesk' \
	BLOBS='$(localstatedir)/lib/duedesk/blobs' \
	SPOOL='$(localstatedir)/spool/duedesk' \
	LOG='$(localstatedir)/log/duedesk' SBIN='$(sbindir)' \
	USER='$(DUEDESK_USER)' WEB_GROUP='$(WEB_GROUP)' \
	ACCESS_LOG=/var/log/nginx/duedesk.access.log \
	SIGNIN_RATE=10r/m SIGNIN_BURST=20

# The script is quick and touches nothing that has not changed.
all-local: etc.stamp
etc.stamp: FORCE
	@$(PERL) $(top_srcdir)/tools/fill-etc $(top_srcdir)/etc etc.out $@ \
		$(FILL_ETC)
CLEANFILES += etc.stamp

dist_man_MANS = doc/man/duedesk.1 doc/man/duedesk.conf.5 \
	doc/man/duedesk-hook.8 doc/man/duedesk-sweep.8 doc/man/duedesk-web.8
dist_doc_DATA = CHANGELOG.md LICENSE README.md SECURITY.md doc/hooks.md doc/operations.md
exampledir = $(docdir)/examples
UNITS = duedesk.target duedesk-web-fast.service duedesk-web-fast.socket \
	duedesk-web-slow.service duedesk-web-slow.socket \
	duedesk-sweep.service duedesk-sweep.timer duedesk-hook.service
# What people change: an upgrade leaves it alone.
SITE_CONFS = nginx/sites-available/duedesk cron.d/duedesk logrotate.d/duedesk

INSTALL_TREE = $(SHELL) $(top_srcdir)/tools/install-tree
INSTALL_CONF = $(SHELL) $(top_srcdir)/tools/install-conf
install-data-local: templates.stamp etc.stamp
	$(INSTALL_TREE) templates/en '$(DESTDIR)$(pkgdatadir)/templates/en'
	$(INSTALL_TREE) $(srcdir)/static '$(DESTDIR)$(pkgdatadir)/static'
	$(INSTALL_TREE) $(srcdir)/sql/sample '$(DESTDIR)$(pkgdatadir)/sample'
	$(INSTALL_TREE) etc.out/nginx '$(DESTDIR)$(pkgdatadir)/nginx'
	$(INSTALL_TREE) etc.out/sysusers.d '$(DESTDIR)$(sysusersdir)'
	$(INSTALL_TREE) etc.out/tmpfiles.d '$(DESTDIR)$(tmpfilesdir)'
	$(INSTALL_TREE) etc.out/systemd '$(DESTDIR)$(systemdsystemunitdir)'
	install -d -m 755 '$(DESTDIR)$(exampledir)' \
		'$(DESTDIR)$(sysconfdir)/duedesk'
	$(INSTALL_DATA) etc.out/duedesk.conf etc.out/mariadb.cnf \
		'$(DESTDIR)$(exampledir)/'
	$(INSTALL_DATA) etc.out/sites-available/duedesk \
		'$(DESTDIR)$(exampledir)/nginx-site.conf'
	@for name in $(SITE_CONFS); do \
		$(INSTALL_CONF) etc.out/$${name#nginx/} \
			'$(DESTDIR)$(sysconfdir)'/$$name || exit 1; \
	done

uninstall-local: etc.stamp
	rm -rf '$(DESTDIR)$(pkgdatadir)' '$(DESTDIR)$(exampledir)'
	rm -f '$(DESTDIR)$(sysusersdir)/duedesk.conf' \
		'$(DESTDIR)$(tmpfilesdir)/duedesk.conf'
	@for unit in $(UNITS); do \
		rm -f '$(DESTDIR)$(systemdsystemunitdir)'/$$unit; \
	done
	@for name in $(SITE_CONFS); do \
		file='$(DESTDIR)$(sysconfdir)'/$$name; \
		if cmp -s etc.out/$${name#nginx/} "$$file"; then \
			rm -f "$$file"; \
		elif [ -e "$$file" ]; then \
			echo "kept $$file, which was changed"; \
		fi; \
	done
	-@rmdir '$(DESTDIR)$(sysconfdir)/duedesk' 2>/dev/null
# After the files of automake's own lists.
uninstall-hook:
	-@rmdir '$(DESTDIR)$(docdir)' 2>/dev/null

# ---- The Debian package -----------------------------------------------------

# From the tarball, as a packager would make it. What lintian says is shown; an
# error of its is one of ours.
deb: dist
	rm -rf deb.build
	$(MKDIR_P) deb.build
	cp $(distdir).tar.gz \
		deb.build/$(PACKAGE)_$(PACKAGE_VERSION).orig.tar.gz
	cd deb.build && tar xzf *.orig.tar.gz && cd $(distdir) && \
		dpkg-buildpackage -b -us -uc
	cd deb.build && lintian --fail-on error *.changes
# Installs the package in a system of its own, uses it, upgrades and removes it.
deb-check: deb
	TEST_BUILDDIR='$(abs_top_builddir)' $(top_srcdir)/tests/deb/run
.PHONY: deb deb-check
